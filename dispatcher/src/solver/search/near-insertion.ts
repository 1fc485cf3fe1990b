import { at } from '../at.ts';
import { bestAsTrip, hasRoom, type Insertion, isDouble } from './insertion.ts';
import { deltaInTrip } from './insertion-delta.ts';
import type { Model } from './model.ts';
import { hasStock, type Plan } from './plan.ts';

interface NearOptions {
  /** Only places that cost less than this. */
  readonly bound: number;
  /** Positions to pass over, so that greedy insertion does not always fall into the same place ("blinks" of SISR). */
  readonly passesOver?: () => boolean;
}

/**
 * The cheapest place for a job beside the stops that lie nearest to it, as a trip of its own with a vehicle that serves one of
 * them, or with an idle vehicle; null where there is none. What it costs to look does not grow with the plan (as SISR's
 * insertion on neighbour lists); `bestInsertion` is the exact answer.
 */
export function nearInsertion(model: Model, plan: Plan, job: number, options: NearOptions): Insertion | null {
  const { stop } = at(model.jobs, job);
  const eligible = at(model.eligible, stop);
  const sources = at(model.sources, stop);
  const { passesOver } = options;
  const offered = new Uint8Array(plan.routes.length);
  const nearby: number[] = [];
  let best: Insertion | null = null;
  let least = options.bound;

  const lookBeside = (other: number) => {
    const vehicle = at(plan.vehicleOf, other);
    if (vehicle < 0 || eligible[vehicle] !== 1) return;
    const route = at(plan.routes, vehicle);
    if (offered[vehicle] === 0) {
      offered[vehicle] = 1;
      nearby.push(vehicle);
    }
    const trip = at(plan.tripOf, other);
    const { depot, loads } = at(route.trips, trip);
    if (sources[depot] !== 1 || !hasStock(model, plan, depot, job) || !hasRoom(model, route, loads, job)) return;
    const beside = at(plan.positionOf, other);
    for (let position = beside; position <= beside + 1; position++) {
      const delta = deltaInTrip(model, plan.docks, route, { trip, position, job }, least);
      if (delta >= least || passesOver?.()) continue;
      least = delta;
      best = { job, vehicle, trip, position, depot: -1, delta };
    }
  };

  for (const other of at(model.jobsOfStop, stop)) if (other !== job) lookBeside(other);
  for (const neighbour of at(model.neighbours, stop))
    for (const other of at(model.jobsOfStop, neighbour)) lookBeside(other);

  for (const route of plan.routes)
    if (route.trips.length === 0 && eligible[route.vehicle] === 1) nearby.push(route.vehicle);
  const depots = at(model.sourceLists, stop).filter((depot) => hasStock(model, plan, depot, job));
  for (const vehicle of nearby) {
    const route = at(plan.routes, vehicle);
    if (isDouble(model, plan, route, eligible) || passesOver?.()) continue;
    const own: Insertion | null = bestAsTrip(model, plan.docks, route, { job, depots, limit: least });
    if (own === null) continue;
    least = own.delta;
    best = own;
  }
  return best;
}
