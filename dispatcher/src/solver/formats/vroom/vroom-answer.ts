import { at } from '../../at.ts';
import type { Problem } from '../../problem.ts';
import type { Route, Solution } from '../../solution.ts';
import type { VroomInput } from './vroom-input.ts';
import { costScale } from './vroom-problem.ts';
import { vroomSteps } from './vroom-steps.ts';

/** A plan in the shape of VROOM's answer, so that its clients read it unchanged. */
export function vroomAnswer(input: VroomInput, problem: Problem, solution: Solution): Record<string, unknown> {
  const routes = solution.routes.map((route) => routeOf(input, problem, route));
  const sum = (name: 'cost' | 'duration' | 'distance' | 'service' | 'waiting_time' | 'priority') =>
    routes.reduce((total, route) => total + route[name], 0);
  const unassigned = solution.unserved.map(({ stop }) => {
    const { id, location_index, description } = at(input.jobs, stop);
    return { id, type: 'job', location_index, ...(description === undefined ? {} : { description }) };
  });
  const delivery = problem.loadDimensions.map((_, dimension) =>
    routes.reduce((total, route) => total + at(route.delivery, dimension), 0),
  );
  const summary = {
    cost: sum('cost'),
    routes: routes.length,
    unassigned: unassigned.length,
    delivery,
    amount: delivery,
    pickup: delivery.map(() => 0),
    setup: 0,
    service: sum('service'),
    duration: sum('duration'),
    distance: sum('distance'),
    waiting_time: sum('waiting_time'),
    priority: sum('priority'),
    violations: [],
  };
  return { code: 0, summary, unassigned, routes };
}

function routeOf(input: VroomInput, problem: Problem, route: Route) {
  const vehicle = at(input.vehicles, route.vehicle);
  const { fixedCost, costPerS, costPerM } = at(problem.vehicles, route.vehicle);
  const { visits } = at(route.trips, 0);
  const steps = vroomSteps(input, problem, route);
  const { duration, distance } = at(steps, steps.length - 1);
  const delivery = problem.loadDimensions.map((_, dimension) =>
    visits.reduce((sum, { loads }) => sum + at(loads, dimension), 0),
  );
  return {
    vehicle: vehicle.id,
    ...(vehicle.description === undefined ? {} : { description: vehicle.description }),
    cost: Math.round((fixedCost + duration * costPerS + distance * costPerM) / costScale),
    delivery,
    amount: delivery,
    pickup: delivery.map(() => 0),
    setup: 0,
    service: steps.reduce((sum, { service }) => sum + service, 0),
    duration,
    distance,
    waiting_time: steps.reduce((sum, { waiting_time }) => sum + waiting_time, 0),
    priority: visits.reduce((sum, { stop }) => sum + (at(input.jobs, stop).priority ?? 0), 0),
    steps,
    violations: [],
  };
}
