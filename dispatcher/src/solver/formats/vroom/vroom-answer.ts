import { at } from '../../at.ts';
import type { Problem } from '../../problem.ts';
import type { Route, Solution, Trip } from '../../solution.ts';
import type { VroomInput } from './vroom-input.ts';
import { costScale } from './vroom-problem.ts';

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

function routeOf(input: VroomInput, problem: Problem, { vehicle: index, trips }: Route) {
  const vehicle = at(input.vehicles, index);
  const { fixedCost, costPerS, costPerM, travel } = at(problem.vehicles, index);
  const trip: Trip = at(trips, 0);
  const { durationsS, distancesM } = at(problem.travel, travel);
  const places = [
    vehicle.start_index,
    ...trip.visits.map(({ stop }) => at(problem.stops, stop).place),
    vehicle.end_index,
  ];
  const cells = places.slice(1).map((to, leg) => at(places, leg) * problem.places.length + to);
  const total = (table: Int32Array, legs: readonly number[]) => legs.reduce((sum, cell) => sum + at(table, cell), 0);
  const duration = total(durationsS, cells);
  const distance = total(distancesM, cells);
  const delivery = problem.loadDimensions.map((_, dimension) =>
    trip.visits.reduce((sum, { loads }) => sum + at(loads, dimension), 0),
  );

  const load = [...delivery];
  const step = { setup: 0, service: 0, waiting_time: 0, violations: [] };
  const jobs = trip.visits.map(({ stop, loads, arriveS, startS }, position) => {
    loads.forEach((amount, dimension) => {
      load[dimension] = at(load, dimension) - amount;
    });
    const job = at(input.jobs, stop);
    return {
      ...step,
      type: 'job',
      id: job.id,
      job: job.id,
      location_index: job.location_index,
      arrival: arriveS,
      duration: total(durationsS, cells.slice(0, position + 1)),
      distance: total(distancesM, cells.slice(0, position + 1)),
      service: at(problem.stops, stop).serviceS,
      waiting_time: startS - arriveS,
      load: [...load],
    };
  });
  const start = { ...step, type: 'start', location_index: vehicle.start_index, arrival: trip.departS, duration: 0 };
  const end = {
    ...step,
    type: 'end',
    location_index: vehicle.end_index,
    arrival: trip.returnS,
    duration,
    distance,
    load,
  };
  return {
    vehicle: vehicle.id,
    ...(vehicle.description === undefined ? {} : { description: vehicle.description }),
    cost: Math.round((fixedCost + duration * costPerS + distance * costPerM) / costScale),
    delivery,
    amount: delivery,
    pickup: delivery.map(() => 0),
    setup: 0,
    service: jobs.reduce((sum, { service }) => sum + service, 0),
    duration,
    distance,
    waiting_time: jobs.reduce((sum, { waiting_time }) => sum + waiting_time, 0),
    priority: trip.visits.reduce((sum, { stop }) => sum + (at(input.jobs, stop).priority ?? 0), 0),
    steps: [{ ...start, distance: 0, load: delivery }, ...jobs, end],
    violations: [],
  };
}
