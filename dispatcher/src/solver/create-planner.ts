import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { at } from './at.ts';
import type { Pin, Problem, Stop, Vehicle } from './problem.ts';
import type { Budget, Solution, WarmStart } from './solution.ts';
import { solve } from './solve.ts';

/** What happens to a running plan. Stops and vehicles are named by id; places must be in the problem's tables already. */
export type PlannerEvent =
  | { readonly kind: 'add'; readonly stop: Stop }
  | { readonly kind: 'cancel'; readonly stop: string }
  | { readonly kind: 'delay'; readonly stop: string; readonly releaseS: number }
  | { readonly kind: 'move'; readonly stop: string; readonly place: number }
  | { readonly kind: 'loseVehicle'; readonly vehicle: string }
  /** Stops of a zone that vehicles of a class may no longer serve. */
  | { readonly kind: 'closeZone'; readonly stops: readonly string[]; readonly vehicles: readonly string[] }
  /** The first visits of a vehicle's first trip are loaded or done: they stay where they are. */
  | { readonly kind: 'commit'; readonly vehicle: string; readonly visits: number };

export interface Planner {
  readonly problem: () => Problem;
  readonly solution: () => Solution;
  /** Takes events in and answers with a valid plan: what still holds of the former one, improved as far as the budget goes. */
  readonly replan: (events: readonly PlannerEvent[], budget: Budget) => Solution;
}

/** A planner that keeps its problem and plan between events. */
export function createPlanner(first: Problem, options: { readonly seed: number; readonly budget: Budget }): Planner {
  const { seed } = options;
  let problem = first;
  let solution = solve(problem, { seed, budget: options.budget });
  return {
    problem: () => problem,
    solution: () => solution,
    replan(events, budget) {
      let routes: WarmStart['routes'] = solution.routes;
      for (const event of events) {
        const next = applyEvent(problem, routes, event);
        if (event.kind === 'cancel') routes = withoutStop(routes, indexOf(problem.stops, 'stop', event.stop));
        problem = next;
      }
      solution = solve(problem, { seed, budget, warmStart: { routes } });
      return solution;
    },
  };
}

function applyEvent(problem: Problem, routes: WarmStart['routes'], event: PlannerEvent): Problem {
  const stopAt = (id: string) => indexOf(problem.stops, 'stop', id);
  const change = (id: string, parts: Partial<Stop>): Problem => {
    const index = stopAt(id);
    return { ...problem, stops: problem.stops.with(index, { ...at(problem.stops, index), ...parts }) };
  };
  switch (event.kind) {
    case 'add':
      return { ...problem, stops: [...problem.stops, event.stop] };
    case 'cancel':
      return { ...problem, stops: problem.stops.toSpliced(stopAt(event.stop), 1) };
    case 'delay':
      return change(event.stop, { releaseS: event.releaseS });
    case 'move':
      return change(event.stop, { place: event.place });
    case 'loseVehicle':
      return loseVehicle(problem, indexOf(problem.vehicles, 'vehicle', event.vehicle));
    case 'closeZone':
      return closeZone(problem, new Set(event.stops.map(stopAt)), event.vehicles);
    case 'commit':
      return commit(problem, routes, event);
  }
}

/** The vehicle keeps its index, so that nothing else changes its name, but has no shift left; what it was to bring is free again. */
function loseVehicle(problem: Problem, vehicle: number): Problem {
  const lost: Vehicle = { ...at(problem.vehicles, vehicle), shift: { fromS: 0, toS: 0 } };
  const stops = problem.stops.map((stop) =>
    stop.pin.level !== 'free' && stop.pin.vehicle === vehicle ? { ...stop, pin: { level: 'free' } as Pin } : stop,
  );
  return { ...problem, vehicles: problem.vehicles.with(vehicle, lost), stops };
}

function closeZone(problem: Problem, stops: ReadonlySet<number>, vehicles: readonly string[]): Problem {
  const barred = new Set(vehicles.map((id) => indexOf(problem.vehicles, 'vehicle', id)));
  const all = Int32Array.from(problem.vehicles.keys());
  const narrowed = problem.stops.map((stop, index) =>
    stops.has(index) ? { ...stop, vehicles: (stop.vehicles ?? all).filter((vehicle) => !barred.has(vehicle)) } : stop,
  );
  return { ...problem, stops: narrowed };
}

function commit(
  problem: Problem,
  routes: WarmStart['routes'],
  { vehicle: id, visits }: Extract<PlannerEvent, { kind: 'commit' }>,
): Problem {
  const vehicle = indexOf(problem.vehicles, 'vehicle', id);
  const trip = routes.find((route) => route.vehicle === vehicle)?.trips[0];
  const stops = [...problem.stops];
  for (const [order, visit] of (trip?.visits ?? []).slice(0, visits).entries()) {
    stops[visit.stop] = { ...at(problem.stops, visit.stop), pin: { level: 'sequence', vehicle, order } };
  }
  return { ...problem, stops };
}

function withoutStop(routes: WarmStart['routes'], gone: number): WarmStart['routes'] {
  return routes.map(({ vehicle, trips }) => ({
    vehicle,
    trips: trips.map(({ depot, visits }) => ({
      depot,
      visits: visits
        .filter(({ stop }) => stop !== gone)
        .map(({ stop, pieces }) => ({ stop: stop > gone ? stop - 1 : stop, pieces })),
    })),
  }));
}

function indexOf(list: readonly { readonly id: string }[], kind: string, id: string): number {
  const index = list.findIndex((each) => each.id === id);
  if (index < 0) throw new InvariantError(`${kind} is ${id}; accepted is the id of one of ${list.length}`);
  return index;
}
