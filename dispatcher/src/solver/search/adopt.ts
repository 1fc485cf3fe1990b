import { at } from '../at.ts';
import type { WarmStart } from '../solution.ts';
import { type Group, groupsToServe, piecesOf, smallerGroups } from './jobs.ts';
import { type Model, regrouped } from './model.ts';
import { emptyPlan, hasStock, jobsLeftOut, type Plan, setRoutes } from './plan.ts';
import { idleRoute, planRoute, type TripDraft } from './route.ts';

export interface Adopted {
  readonly model: Model;
  readonly plan: Plan;
}

/** A plan of before as the first plan: what still holds of it, in its order; the rest is left out. */
export function adopt(model: Model, warmStart: WarmStart): Adopted {
  return rebuild(model, warmStart.routes, (stop, pieces) =>
    groupsToServe(model.problem, stop, pieces, at(model.eligible, stop)),
  );
}

/** The same plan, with what is left out of it cut into groups of at most `sizeMax` boxes. */
export function cutLeftOvers({ model, plan }: Adopted, sizeMax: number): Adopted {
  return rebuild(model, routesOf(model, plan), (stop, pieces) => smallerGroups(stop, pieces, sizeMax));
}

/**
 * The same plan with the boxes of some stops free to go their own ways, and all other boxes of a stop that ride on one trip
 * together again; what is left out goes box by box.
 */
export function loosen({ model, plan }: Adopted, isLoose: (stop: number) => boolean): Adopted {
  const routes = routesOf(model, plan).map(({ vehicle, trips }) => ({
    vehicle,
    trips: trips.map(({ visits, ...trip }) => ({
      ...trip,
      visits: visits.flatMap(({ stop, pieces }) =>
        pieces !== null && isLoose(stop) ? pieces.map((piece) => ({ stop, pieces: [piece] })) : [{ stop, pieces }],
      ),
    })),
  }));
  return rebuild(model, routes, (stop, pieces) => smallerGroups(stop, pieces, 1));
}

/** What the vehicles bring, boxes of a stop that follow each other as one visit. */
export function routesOf(model: Model, plan: Plan): WarmStart['routes'] {
  return plan.routes.map(({ vehicle, trips }) => ({
    vehicle,
    trips: trips.map(({ depot, departS, jobs }) => {
      const visits: Group[] = [];
      for (const job of jobs) {
        const { stop, pieces } = at(model.jobs, job);
        const last = visits.at(-1);
        if (last?.stop === stop && last.pieces !== null && pieces !== null)
          visits[visits.length - 1] = { stop, pieces: [...last.pieces, ...pieces] };
        else visits.push({ stop, pieces });
      }
      return { depot, departS, visits };
    }),
  }));
}

/** The most boxes in one job that is left out; 1 or less = nothing to cut. */
export function largestLeftOver({ model, plan }: Adopted): number {
  return jobsLeftOut(plan).reduce((most, job) => Math.max(most, at(model.jobs, job).pieces?.length ?? 0), 0);
}

function rebuild(
  base: Model,
  routes: WarmStart['routes'],
  groupRest: (stop: number, pieces: readonly number[] | null) => Group[],
): Adopted {
  const missing = base.problem.stops.map((stop) => new Set(piecesOf(stop) ?? [0]));
  const groups: Group[] = [];
  const days = routes.map(({ vehicle, trips }) => ({
    vehicle,
    trips: trips.map(({ depot, departS, visits }): WantedTrip => {
      const jobs: number[] = [];
      for (const { stop, pieces } of visits) {
        const group = claim(base, missing, { stop, pieces });
        if (group !== null) jobs.push(groups.push(group) - 1);
      }
      return { vehicle, depot, departS: departS ?? 0, jobs };
    }),
  }));
  for (const [stop, left] of missing.entries()) {
    if (left.size === 0) continue;
    groups.push(...groupRest(stop, at(base.problem.stops, stop).pieces === null ? null : [...left]));
  }

  const model = regrouped(base, groups);
  const plan = emptyPlan(model);
  if (plan.docks === null) for (const { vehicle, trips } of days) followDay(model, plan, vehicle, trips);
  else
    followByDeparture(
      model,
      plan,
      days.flatMap(({ trips }) => trips),
    );
  return { model, plan };
}

interface WantedTrip extends TripDraft {
  readonly vehicle: number;
  readonly departS: number;
}

/** Takes from what is missing of a stop what a visit brings; null where nothing of it is missing any more. */
function claim(model: Model, missing: readonly Set<number>[], visit: Group): Group | null {
  const left = at(missing, visit.stop);
  const whole = piecesOf(at(model.problem.stops, visit.stop));
  const pieces = (whole === null ? [0] : (visit.pieces ?? whole)).filter((piece) => left.delete(piece));
  if (pieces.length === 0) return null;
  return { stop: visit.stop, pieces: whole === null ? null : pieces };
}

/** Follows a vehicle's former trips, and passes over what is no longer possible. */
function followDay(model: Model, plan: Plan, vehicle: number, trips: readonly TripDraft[]): void {
  const whole = planRoute(model, plan.docks, vehicle, trips);
  if (whole !== null && trips.every(({ depot, jobs }) => jobs.every((job) => hasStock(model, plan, depot, job)))) {
    setRoutes(model, plan, [whole]);
    if (plan.stock.every((left) => left >= 0)) return;
    setRoutes(model, plan, [idleRoute(vehicle)]);
  }
  for (const trip of trips) followJobs(model, plan, vehicle, trip);
}

/** The same where vehicles wait for each other's docks: trip by trip in the order in which they left them. */
function followByDeparture(model: Model, plan: Plan, trips: readonly WantedTrip[]): void {
  for (const trip of trips.toSorted((a, b) => a.departS - b.departS || a.vehicle - b.vehicle)) {
    const { vehicle, depot, jobs } = trip;
    const before = at(plan.routes, vehicle);
    const longer = planRoute(model, plan.docks, vehicle, [...before.trips, { depot, jobs }]);
    if (longer !== null) {
      setRoutes(model, plan, [longer]);
      if (plan.stock.every((left) => left >= 0)) continue;
      setRoutes(model, plan, [before]);
    }
    followJobs(model, plan, vehicle, trip);
  }
}

/** Follows a former trip job by job, as one trip more of its vehicle. */
function followJobs(model: Model, plan: Plan, vehicle: number, { depot, jobs }: TripDraft): void {
  let opened = false;
  for (const job of jobs) {
    if (!hasStock(model, plan, depot, job)) continue;
    const drafts: TripDraft[] = [...at(plan.routes, vehicle).trips];
    if (opened) drafts.push({ depot, jobs: [...(drafts.pop()?.jobs ?? []), job] });
    else drafts.push({ depot, jobs: [job] });
    const route = planRoute(model, plan.docks, vehicle, drafts);
    if (route === null) continue;
    setRoutes(model, plan, [route]);
    opened = true;
  }
}
