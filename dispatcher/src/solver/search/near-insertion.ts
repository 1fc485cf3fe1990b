import { bestAsTrip, hasRoom, type Insertion, isDouble } from './insertion.ts';
import { deltaInTrip } from './insertion-delta.ts';
import type { Job } from './jobs.ts';
import type { Model } from './model.ts';
import { hasStock, type Plan } from './plan.ts';
import type { PlannedRoute, PlannedTrip } from './route.ts';

interface NearOptions {
  /** Only places that cost less than this. */
  readonly bound: number;
  /** Positions to pass over, so that greedy insertion does not always fall into the same place ("blinks" of SISR). */
  readonly passesOver: () => boolean;
  /** By vehicle: 1 where it is not to be called out if it is idle; null = all may be. */
  readonly resting: Uint8Array | null;
  /** The only source of a trip of its own; −1 = any. */
  readonly depot: number;
}

/**
 * The cheapest place for a job beside the stops that lie nearest to it, as a trip of its own with a vehicle that serves one of
 * them, or with an idle vehicle; null where there is none. What it costs to look does not grow with the plan (as SISR's
 * insertion on neighbour lists); `bestInsertion` is the exact answer.
 */
export function nearInsertion(model: Model, plan: Plan, job: number, options: NearOptions): Insertion | null {
  const { stop } = model.jobs[job] as Job;
  const eligible = model.eligible[stop] as Uint8Array;
  const search: Search = {
    model,
    plan,
    job,
    options,
    eligible,
    seen: marksOf(vehicleMarks, plan.routes.length),
    nearby: [],
    tried: marksOf(jobMarks, model.jobs.length),
    mark: nextMark(),
    best: null,
    least: options.bound,
  };
  const own = model.jobsOfStop[stop] as readonly number[];
  for (let index = 0; index < own.length; index++) if (own[index] !== job) lookBeside(search, own[index] as number);
  const neighbours = model.neighbours[stop] as Int32Array;
  for (let place = 0; place < neighbours.length; place++) {
    const others = model.jobsOfStop[neighbours[place] as number] as readonly number[];
    for (let index = 0; index < others.length; index++) lookBeside(search, others[index] as number);
  }

  const { resting, depot } = options;
  for (let vehicle = 0; vehicle < plan.routes.length; vehicle++) {
    const route = plan.routes[vehicle] as PlannedRoute;
    if (route.trips.length > 0 || eligible[vehicle] !== 1 || (resting !== null && resting[vehicle] === 1)) continue;
    if (!isDouble(model, plan, route, eligible)) search.nearby.push(vehicle);
  }
  const sources = depot < 0 ? (model.sourceLists[stop] as readonly number[]) : [depot];
  const depots = sources.filter((depot) => hasStock(model, plan, depot, job));
  for (const vehicle of search.nearby) {
    const route = plan.routes[vehicle] as PlannedRoute;
    if (options.passesOver()) continue;
    const alone = bestAsTrip(model, plan.docks, route, { job, depots, limit: search.least });
    if (alone === null) continue;
    search.least = alone.delta;
    search.best = alone;
  }
  return search.best;
}

/** Marks of one search are those that hold its number: they need not be taken off for the next one. */
interface Marks {
  held: Int32Array;
}

const vehicleMarks: Marks = { held: new Int32Array(0) };
const jobMarks: Marks = { held: new Int32Array(0) };
let searches = 0;

function marksOf(marks: Marks, count: number): Int32Array {
  if (marks.held.length < count) marks.held = new Int32Array(2 * count);
  return marks.held;
}

function nextMark(): number {
  searches += 1;
  if (searches < 2 ** 31) return searches;
  vehicleMarks.held.fill(0);
  jobMarks.held.fill(0);
  searches = 1;
  return searches;
}

interface Search {
  readonly model: Model;
  readonly plan: Plan;
  readonly job: number;
  readonly options: NearOptions;
  readonly eligible: Uint8Array;
  /** By vehicle: `mark` where it is among `nearby`, those that serve a neighbour. */
  readonly seen: Int32Array;
  readonly nearby: number[];
  /** By job: `mark` where the place after it has been tried. */
  readonly tried: Int32Array;
  readonly mark: number;
  best: Insertion | null;
  least: number;
}

/** Tries the two positions next to a job that is served. */
function lookBeside(search: Search, other: number): void {
  const { model, plan, job, seen, options } = search;
  const vehicle = plan.vehicleOf[other] as number;
  if (vehicle < 0 || search.eligible[vehicle] !== 1) return;
  const route = plan.routes[vehicle] as PlannedRoute;
  if (seen[vehicle] !== search.mark) {
    seen[vehicle] = search.mark;
    search.nearby.push(vehicle);
  }
  const trip = plan.tripOf[other] as number;
  const { depot, loads, jobs } = route.trips[trip] as PlannedTrip;
  if ((model.sources[(model.jobs[job] as Job).stop] as Uint8Array)[depot] !== 1) return;
  if (!hasRoom(model, route, loads, job) || !hasStock(model, plan, depot, job)) return;
  const beside = plan.positionOf[other] as number;
  // The place before it is the place after the job that comes before, where that was looked at already.
  const before = jobs[beside - 1];
  search.tried[other] = search.mark;
  for (
    let position = before !== undefined && search.tried[before] === search.mark ? beside + 1 : beside;
    position <= beside + 1;
    position++
  ) {
    const delta = deltaInTrip(model, plan.docks, route, { trip, position, job }, search.least);
    if (delta >= search.least || options.passesOver()) continue;
    search.least = delta;
    search.best = { job, vehicle, trip, position, depot: -1, delta };
  }
}
