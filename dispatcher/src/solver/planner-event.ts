import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { at } from './at.ts';
import { FAR_S, type Pin, type Problem, type Stop, type Vehicle } from './problem.ts';
import { divideStop } from './search/divide-stop.ts';
import { type Model, sameButId } from './search/model.ts';
import { withChangedFleet, withChangedStop, withoutStop, withStop } from './search/revise-model.ts';
import type { WarmStart } from './solution.ts';
import { checkStop } from './validate-problem.ts';

/** What happens to a running plan. Stops and vehicles are named by id; places must be in the problem's tables already. */
export type PlannerEvent =
  | { readonly kind: 'add'; readonly stop: Stop }
  | { readonly kind: 'cancel'; readonly stop: string }
  | { readonly kind: 'delay'; readonly stop: string; readonly releaseS: number }
  | { readonly kind: 'move'; readonly stop: string; readonly place: number }
  | { readonly kind: 'loseVehicle'; readonly vehicle: string }
  /** Stops of a zone that vehicles of a class may no longer serve. */
  | { readonly kind: 'closeZone'; readonly stops: readonly string[]; readonly vehicles: readonly string[] }
  /**
   * The first visits of a vehicle's first trip stay with it, first and in their order, with the boxes they bring, and the trip
   * leaves at the second at which it was to leave, so that their times stay too; only what fits that may join it. Where a visit brings only some of a stop's boxes, the others are a stop of their own from now on, `<id> rest`.
   */
  | { readonly kind: 'commit'; readonly vehicle: string; readonly visits: number };

/** What a planner keeps between events: the model with its neighbour lists, and the routes, by the model's indices. */
export interface Resident {
  readonly model: Model;
  readonly routes: WarmStart['routes'];
  /** Stops that the events since the last plan have touched. */
  readonly touched: ReadonlySet<number>;
}

/** Takes one event in; throws where it names what is not there, or a stop that is not well formed, and nothing has changed. */
export function take(resident: Resident, event: PlannerEvent): Resident {
  const { problem } = resident.model;
  switch (event.kind) {
    case 'add':
      return add(resident, event.stop);
    case 'cancel':
      return cancel(resident, indexOf(problem.stops, 'stop', event.stop));
    case 'delay':
      return change(resident, indexOf(problem.stops, 'stop', event.stop), { releaseS: event.releaseS });
    case 'move':
      return change(resident, indexOf(problem.stops, 'stop', event.stop), { place: event.place });
    case 'loseVehicle':
      return loseVehicle(resident, indexOf(problem.vehicles, 'vehicle', event.vehicle));
    case 'closeZone':
      return closeZone(resident, event);
    case 'commit':
      return commit(resident, event);
  }
}

function add({ model, routes, touched }: Resident, stop: Stop): Resident {
  const { problem } = model;
  if (problem.stops.some(({ id }) => id === stop.id))
    throw new InvariantError(`stop.id is ${stop.id}; accepted is an id that no stop of the plan has`);
  const index = problem.stops.length;
  checkStop(`stops[${index}] (${stop.id})`, stop, problem);
  const longer = withStop(model, { ...problem, stops: [...problem.stops, stop] });
  return { model: longer, routes, touched: new Set([...touched, index]) };
}

/** The stop's neighbours are touched: there is time and room beside them now. */
function cancel({ model, routes, touched }: Resident, gone: number): Resident {
  const { problem } = model;
  const shifted = (stop: number) => (stop > gone ? stop - 1 : stop);
  const stops = problem.stops.toSpliced(gone, 1);
  const vehicles = withoutIdleHours(problem.vehicles, stops, at(problem.stops, gone).pin);
  const shorter = withChangedFleet(withoutStop(model, { ...problem, stops }, gone), { ...problem, stops, vehicles });
  const beside = at(model.neighbours, gone).subarray(0, 3);
  return {
    model: shorter,
    routes: routes.map(({ vehicle, trips }) => ({
      vehicle,
      // A trip that is left with nothing is none: the next one is the vehicle's first now.
      trips: trips
        .map(({ visits, ...trip }) => ({
          ...trip,
          visits: visits
            .filter(({ stop }) => stop !== gone)
            .map(({ stop, pieces }) => ({ stop: shifted(stop), pieces })),
        }))
        .filter(({ visits }) => visits.length > 0),
    })),
    touched: new Set([...touched, ...beside].filter((stop) => stop !== gone).map(shifted)),
  };
}

/** Where the last committed visit of a vehicle is gone, nothing holds its first trip to its hour any more. */
function withoutIdleHours(vehicles: Problem['vehicles'], stops: readonly Stop[], gone: Pin): Problem['vehicles'] {
  if (gone.level !== 'sequence') return vehicles;
  const held = stops.some(({ pin }) => pin.level === 'sequence' && pin.vehicle === gone.vehicle);
  const free: Vehicle = { ...at(vehicles, gone.vehicle), firstDepart: wheneverS };
  return held ? vehicles : vehicles.with(gone.vehicle, free);
}

const wheneverS = { fromS: 0, toS: FAR_S };

function change({ model, routes, touched }: Resident, index: number, parts: Partial<Stop>): Resident {
  const { problem } = model;
  const stop = { ...at(problem.stops, index), ...parts };
  checkStop(`stops[${index}] (${stop.id})`, stop, problem);
  const changed = withChangedStop(model, { ...problem, stops: problem.stops.with(index, stop) }, index);
  return { model: changed, routes, touched: new Set([...touched, index]) };
}

/**
 * The vehicle keeps its index, so that nothing else changes its name, but has no shift left. What it was to bring is free again;
 * where an idle vehicle is like it (of those without rests, travel limits and fair shares), that one takes its day over, which nobody
 * else notices.
 */
function loseVehicle(resident: Resident, vehicle: number): Resident {
  const { problem } = resident.model;
  const known = at(problem.vehicles, vehicle);
  // Free only when his shift is over: he would still serve what takes no time at all.
  const lost: Vehicle = {
    ...known,
    start: { ...known.start, atS: 1 },
    shift: { fromS: 0, toS: 0 },
    firstDepart: wheneverS,
  };
  const fleet = { ...problem, vehicles: problem.vehicles.with(vehicle, lost) };
  let next: Resident = { ...resident, model: withChangedFleet(resident.model, fleet) };
  for (const [index, { pin }] of problem.stops.entries())
    if (pin.level !== 'free' && pin.vehicle === vehicle) next = change(next, index, { pin: { level: 'free' } as Pin });
  const brought =
    resident.routes.find((route) => route.vehicle === vehicle)?.trips.flatMap(({ visits }) => visits) ?? [];
  const stops = brought.map(({ stop }) => stop);
  const heir = idleLike(next, known, stops);
  const others = next.routes.filter((route) => route.vehicle !== heir);
  const routes = others.map((route) => (route.vehicle === vehicle && heir >= 0 ? { ...route, vehicle: heir } : route));
  return { ...next, routes, touched: new Set([...next.touched, ...stops]) };
}

/** The first idle vehicle that could do the day of another just as well, −1 where none can. */
function idleLike({ model, routes }: Resident, lost: Vehicle, stops: readonly number[]): number {
  const busy = new Set(routes.filter(({ trips }) => trips.length > 0).map(({ vehicle }) => vehicle));
  return model.problem.vehicles.findIndex(
    (vehicle, index) =>
      !busy.has(index) &&
      sameButId(vehicle, { ...lost, firstDepart: vehicle.firstDepart }) &&
      stops.every((stop) => at(at(model.eligible, stop), index) === 1),
  );
}

function closeZone(resident: Resident, event: Extract<PlannerEvent, { kind: 'closeZone' }>): Resident {
  const { problem } = resident.model;
  const barred = new Set(event.vehicles.map((id) => indexOf(problem.vehicles, 'vehicle', id)));
  const all = Int32Array.from(problem.vehicles.keys());
  const indices = new Map(problem.stops.map(({ id }, index) => [id, index]));
  return event.stops.reduce((next, id) => {
    const index = indices.get(id) ?? indexOf(problem.stops, 'stop', id);
    const able = (at(problem.stops, index).vehicles ?? all).filter((vehicle) => !barred.has(vehicle));
    return change(next, index, { vehicles: able });
  }, resident);
}

/** A committed trip leaves when it was to leave: what joins it later may not hold it back. */
function withItsHour(resident: Resident, index: number): Resident {
  const { problem } = resident.model;
  const departS = resident.routes.find((route) => route.vehicle === index)?.trips[0]?.departS;
  if (departS === undefined) return resident;
  const vehicle: Vehicle = { ...at(problem.vehicles, index), firstDepart: { fromS: departS, toS: departS } };
  const fleet = { ...problem, vehicles: problem.vehicles.with(index, vehicle) };
  return { ...resident, model: withChangedFleet(resident.model, fleet) };
}

function commit(resident: Resident, event: Extract<PlannerEvent, { kind: 'commit' }>): Resident {
  const { visits } = event;
  if (!Number.isSafeInteger(visits) || visits < 0)
    throw new InvariantError(`visits is ${visits}; accepted is a whole number from 0`);
  const vehicle = indexOf(resident.model.problem.vehicles, 'vehicle', event.vehicle);
  let next = visits > 0 ? withItsHour(resident, vehicle) : resident;
  for (let order = 0; order < visits; order++) {
    const visit = next.routes.find((route) => route.vehicle === vehicle)?.trips[0]?.visits[order];
    if (visit === undefined) break;
    const { stop, pieces } = visit;
    if (pieces !== null) next = { ...next, ...divideStop(next, stop, pieces) };
    next = change(next, stop, { pin: { level: 'sequence', vehicle, order } });
  }
  return { ...next, touched: resident.touched };
}

function indexOf(list: readonly { readonly id: string }[], kind: string, id: string): number {
  const index = list.findIndex((each) => each.id === id);
  if (index < 0) throw new InvariantError(`${kind} is ${id}; accepted is the id of one of ${list.length}`);
  return index;
}
