import { at } from '../at.ts';
import { anneal, type Rounds } from '../flat/anneal.ts';
import { createBest, keepBest, returnToBest } from '../flat/best.ts';
import { shareUsed } from '../flat/clock.ts';
import { createCore } from '../flat/create-core.ts';
import { completePlan, meanLegCost } from '../flat/first-plan.ts';
import { loadPlan } from '../flat/load-plan.ts';
import { temperaturesFor } from '../flat/temperatures.ts';
import { toPlan } from '../flat/to-plan.ts';
import type { Budget, WarmStart } from '../solution.ts';
import type { PureProblem } from './as-instance.ts';
import { clockOf, tripsOf } from './solve-pure.ts';

/** A plan that is good but for a few changes is searched with so much of the usual heat: more would only shake up the rest. */
const heatShare = 0.05;

/** Improves a former plan of a pure problem with the fast core; of what it leaves out, as much as finds room comes in first. */
export function improvePure(
  { instance, vehicles }: PureProblem,
  routes: WarmStart['routes'],
  { budget, seed, focus }: { readonly budget: Budget; readonly seed: number; readonly focus: readonly number[] },
): { readonly routes: WarmStart['routes']; readonly rounds: number } {
  const clock = clockOf(budget);
  const core = createCore(instance, seed);
  const before = new Map(routes.map((route) => [route.vehicle, route]));
  const visitsOf = (vehicle: number) =>
    (before.get(vehicle)?.trips ?? []).flatMap(({ visits }, trip) => [
      ...(trip > 0 ? [0] : []),
      ...visits.map(({ stop }) => stop + 1),
    ]);
  loadPlan(
    core,
    vehicles.map((vehicle, index) => ({ type: at(instance.vehicles ?? [], index), visits: visitsOf(vehicle) })),
  );
  completePlan(core);
  const best = createBest(core);
  keepBest(core, best);
  const rounds: Rounds = { count: 0 };
  const { hot, cold, sizes } = temperaturesFor(core.traits);
  const scale = meanLegCost(core);
  const schedule = {
    hot: Math.max(cold, hot * heatShare) * scale,
    cold: cold * scale,
    sizes,
    focus: focus.map((stop) => stop + 1),
  };
  anneal(core, best, clock, { ...schedule, from: shareUsed(clock, 0), to: 1 }, rounds);
  returnToBest(core, best);
  return { routes: byFormerVehicle(toPlan(core).routes), rounds: rounds.count };

  /** Vehicles of one type are the same to the core: each takes the route that has most of what it had before. */
  function byFormerVehicle(found: readonly (readonly number[])[]): WarmStart['routes'] {
    const vehicleOf = new Map<number, number>();
    for (const { vehicle, trips } of routes)
      for (const { visits } of trips) for (const { stop } of visits) vehicleOf.set(stop + 1, vehicle);
    const typeOf = new Map(vehicles.map((vehicle, index) => [vehicle, at(instance.vehicles ?? [], index)]));
    const claims = found.flatMap((visits, index) => {
      const type = at(instance.vehicles ?? [], index);
      const shared = new Map<number, number>();
      for (const place of visits) {
        const vehicle = vehicleOf.get(place);
        if (vehicle !== undefined && typeOf.get(vehicle) === type) shared.set(vehicle, (shared.get(vehicle) ?? 0) + 1);
      }
      return [...shared].map(([vehicle, count]) => ({ index, vehicle, count }));
    });
    claims.sort((a, b) => b.count - a.count || a.index - b.index || a.vehicle - b.vehicle);
    const owner = new Map<number, number>();
    const taken = new Set<number>();
    for (const { index, vehicle } of claims) {
      if (owner.has(index) || taken.has(vehicle)) continue;
      owner.set(index, vehicle);
      taken.add(vehicle);
    }
    const idle = [...typeOf].filter(([vehicle]) => !taken.has(vehicle));
    for (const [index, visits] of found.entries()) {
      if (visits.length === 0 || owner.has(index)) continue;
      const next = idle.findIndex(([, type]) => type === at(instance.vehicles ?? [], index));
      owner.set(index, at(idle.splice(next, 1), 0)[0]);
    }
    return [...owner].map(([index, vehicle]) => ({ vehicle, trips: tripsOf(at(found, index)) }));
  }
}
