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
  readonly passesOver?: () => boolean;
  /** By vehicle: 1 where it is not to be called out if it is idle; all may be where it is left out. */
  readonly resting?: Uint8Array;
  /** The only source of a trip of its own; any where it is left out. */
  readonly depot?: number;
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
    seen: new Uint8Array(plan.routes.length),
    nearby: [],
    tried: new Uint8Array(model.jobs.length),
    best: null,
    least: options.bound,
  };
  for (const other of model.jobsOfStop[stop] as readonly number[]) if (other !== job) lookBeside(search, other);
  for (const neighbour of model.neighbours[stop] as Int32Array)
    for (const other of model.jobsOfStop[neighbour] as readonly number[]) lookBeside(search, other);

  for (const { trips, vehicle } of plan.routes)
    if (trips.length === 0 && eligible[vehicle] === 1 && options.resting?.[vehicle] !== 1) search.nearby.push(vehicle);
  const sources = options.depot === undefined ? (model.sourceLists[stop] as readonly number[]) : [options.depot];
  const depots = sources.filter((depot) => hasStock(model, plan, depot, job));
  for (const vehicle of search.nearby) {
    const route = plan.routes[vehicle] as PlannedRoute;
    if (isDouble(model, plan, route, eligible) || options.passesOver?.()) continue;
    const own = bestAsTrip(model, plan.docks, route, { job, depots, limit: search.least });
    if (own === null) continue;
    search.least = own.delta;
    search.best = own;
  }
  return search.best;
}

interface Search {
  readonly model: Model;
  readonly plan: Plan;
  readonly job: number;
  readonly options: NearOptions;
  readonly eligible: Uint8Array;
  /** By vehicle: 1 where it is among `nearby`, those that serve a neighbour. */
  readonly seen: Uint8Array;
  readonly nearby: number[];
  /** By job: 1 where the place after it has been tried. */
  readonly tried: Uint8Array;
  best: Insertion | null;
  least: number;
}

/** Tries the two positions next to a job that is served. */
function lookBeside(search: Search, other: number): void {
  const { model, plan, job, seen, options } = search;
  const vehicle = plan.vehicleOf[other] as number;
  if (vehicle < 0 || search.eligible[vehicle] !== 1) return;
  const route = plan.routes[vehicle] as PlannedRoute;
  if (seen[vehicle] === 0) {
    seen[vehicle] = 1;
    search.nearby.push(vehicle);
  }
  const trip = plan.tripOf[other] as number;
  const { depot, loads, jobs } = route.trips[trip] as PlannedTrip;
  if ((model.sources[(model.jobs[job] as Job).stop] as Uint8Array)[depot] !== 1) return;
  if (!hasRoom(model, route, loads, job) || !hasStock(model, plan, depot, job)) return;
  const beside = plan.positionOf[other] as number;
  // The place before it is the place after the job that comes before, where that was looked at already.
  const before = jobs[beside - 1];
  search.tried[other] = 1;
  for (
    let position = before !== undefined && search.tried[before] === 1 ? beside + 1 : beside;
    position <= beside + 1;
    position++
  ) {
    const delta = deltaInTrip(model, plan.docks, route, { trip, position, job }, search.least);
    if (delta >= search.least || options.passesOver?.()) continue;
    search.least = delta;
    search.best = { job, vehicle, trip, position, depot: -1, delta };
  }
}
