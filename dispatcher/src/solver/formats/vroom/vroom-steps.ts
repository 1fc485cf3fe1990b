import { at } from '../../at.ts';
import type { Problem } from '../../problem.ts';
import type { Route, TakenRest, Visit } from '../../solution.ts';
import type { VroomInput } from './vroom-input.ts';

/** A step of a route in VROOM's words; times are in the request's. */
interface VroomStep {
  readonly type: 'start' | 'job' | 'break' | 'end';
  readonly id?: number;
  readonly job?: number;
  readonly description?: string;
  readonly location_index?: number;
  readonly setup: 0;
  readonly service: number;
  readonly waiting_time: number;
  /** What is aboard after the step. */
  readonly load: readonly number[];
  readonly arrival: number;
  /** Seconds and metres of travel until then. */
  readonly duration: number;
  readonly distance: number;
  readonly violations: readonly [];
}

/** The steps of a route that makes one trip: its start, jobs and breaks as they follow each other, its end. */
export function vroomSteps(input: VroomInput, problem: Problem, route: Route): VroomStep[] {
  const vehicle = at(input.vehicles, route.vehicle);
  const { departS, visits, returnS } = at(route.trips, 0);
  const travelled = odometer(problem, route);
  const originS = problem.epoch.getTime() / 1000;
  let load = problem.loadDimensions.map((_, dimension) =>
    visits.reduce((sum, { loads }) => sum + at(loads, dimension), 0),
  );
  // A break that is taken before he sets off comes after the start as well.
  let freeS = Math.min(departS, route.rests[0]?.startS ?? departS);
  const step = (type: VroomStep['type'], arrivalS: number, startS = arrivalS, service = 0) => {
    freeS = startS + service;
    const arrival = arrivalS + originS;
    return { type, setup: 0, service, waiting_time: startS - arrivalS, load, arrival, violations: [] } as const;
  };

  const start = { ...step('start', freeS), location_index: vehicle.start_index, ...travelled.sum() };
  const middle = inOrder(visits, route.rests).map((event): VroomStep => {
    if ('rest' in event) {
      const { id, description, service } = at(vehicle.breaks, event.rest);
      const { startS } = event;
      return { ...step('break', freeS, startS, service), id, ...described(description), ...travelled.sum() };
    }
    const { id, description, location_index } = at(input.jobs, event.stop);
    load = load.map((amount, dimension) => amount - at(event.loads, dimension));
    const { serviceS, place } = at(problem.stops, event.stop);
    travelled.goTo(place);
    const done = step('job', event.arriveS, event.startS, serviceS);
    return { ...done, id, job: id, ...described(description), location_index, ...travelled.sum() };
  });
  travelled.goTo(vehicle.end_index);
  return [start, ...middle, { ...step('end', returnS), location_index: vehicle.end_index, ...travelled.sum() }];
}

/** Rests lie between the visits. */
function inOrder(visits: readonly Visit[], rests: readonly TakenRest[]): (Visit | TakenRest)[] {
  const beginS = (event: Visit | TakenRest) => ('rest' in event ? event.startS : event.arriveS);
  return [...rests, ...visits].sort((a, b) => beginS(a) - beginS(b));
}

function described(description: string | undefined): { description?: string } {
  return description === undefined ? {} : { description };
}

/** Adds up the travel of a vehicle from its start on. */
function odometer(problem: Problem, route: Route) {
  const { start, travel } = at(problem.vehicles, route.vehicle);
  const { durationsS, distancesM } = at(problem.travel, travel);
  let [place, duration, distance] = [start.place, 0, 0];
  return {
    goTo(to: number): void {
      const cell = place * problem.places.length + to;
      duration += at(durationsS, cell);
      distance += at(distancesM, cell);
      place = to;
    },
    sum: () => ({ duration, distance }),
  };
}
