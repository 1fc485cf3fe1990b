import { at } from '../at.ts';
import { FAR_S } from '../problem.ts';
import type { Model } from './model.ts';
import { type Plan, setRoutes } from './plan.ts';
import { below, type Random } from './random.ts';
import { routeWithTrip } from './removal.ts';
import type { PlannedRoute, PlannedTrip } from './route.ts';

/** Jobs taken out per round on average, and the longest string taken from one trip. */
const removedMean = 10;
const stringMax = 10;
/** One string in so many is the whole trip, so that its depot or vehicle can change. */
const wholeTripOneIn = 10;

/**
 * Takes strings of neighbouring visits out of trips near one stop and names the jobs that it took out ("Slack Induction by
 * String Removals", J. Christiaens and G. Vanden Berghe, 2020).
 */
export function ruin(
  model: Model,
  plan: Plan,
  random: Random,
  { seedStop, keepsFrozen }: { readonly seedStop: number; readonly keepsFrozen: boolean },
): number[] {
  const out: number[] = [];
  const lengthMax = Math.max(1, Math.min(stringMax, Math.round(meanTripLength(plan))));
  const stringsMax = Math.max(1, (4 * removedMean) / (1 + lengthMax) - 1);
  const strings = 1 + below(random, stringsMax);
  const touched = new Set<number>();
  let taken = 0;

  const neighbours = at(model.neighbours, seedStop);
  for (let place = -1; place < neighbours.length; place++) {
    const stop = place < 0 ? seedStop : (neighbours[place] as number);
    for (const job of at(model.jobsOfStop, stop)) {
      if (taken >= strings) return out;
      if (at(plan.vehicleOf, job) < 0 || touched.has(job)) continue;
      const length = below(random, wholeTripOneIn) === 0 ? model.jobs.length : 1 + below(random, lengthMax);
      for (const near of removeString(model, plan, { job, length, keepsFrozen, out }, random)) touched.add(near);
      taken += 1;
    }
  }
  return out;
}

/** Takes a string that holds a job out of its trip, adds it to `out`, and answers with all jobs the trip had. */
function removeString(
  model: Model,
  plan: Plan,
  { job, length: wanted, keepsFrozen, out }: { job: number; length: number; keepsFrozen: boolean; out: number[] },
  random: Random,
): readonly number[] {
  const route = at(plan.routes, at(plan.vehicleOf, job));
  const [trip, position] = [at(plan.tripOf, job), at(plan.positionOf, job)];
  const { jobs } = at(route.trips, trip);
  const length = Math.min(wanted, jobs.length);
  const firstMin = Math.max(0, position - length + 1);
  const firstMax = Math.min(position, jobs.length - length);
  const first = firstMin + below(random, firstMax - firstMin + 1);
  const kept: number[] = [];
  for (let index = 0; index < jobs.length; index++) {
    const each = jobs[index] as number;
    if (index < first || index >= first + length || (keepsFrozen && isFrozen(model, each))) kept.push(each);
  }
  const reduced = routeWithTrip(model, plan, route, { trip, jobs: kept });
  if (reduced === null) return jobs;
  setRoutes(model, plan, [reduced]);
  for (let index = first; index < first + length; index++)
    if (at(plan.vehicleOf, at(jobs, index)) < 0) out.push(at(jobs, index));
  return jobs;
}

function meanTripLength(plan: Plan): number {
  let trips = 0;
  let jobs = 0;
  for (let vehicle = 0; vehicle < plan.routes.length; vehicle++) {
    const route = plan.routes[vehicle] as PlannedRoute;
    trips += route.trips.length;
    for (let trip = 0; trip < route.trips.length; trip++) jobs += (route.trips[trip] as PlannedTrip).jobs.length;
  }
  return trips === 0 ? 0 : jobs / trips;
}

function isFrozen(model: Model, job: number): boolean {
  return at(model.orders, at(model.jobs, job).stop) < FAR_S;
}
