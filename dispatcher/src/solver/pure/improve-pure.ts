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
import { byFormerVehicle } from './by-former-vehicle.ts';
import { clockOf } from './solve-pure.ts';

/** A plan that is good but for a few changes is searched with so much of the usual heat: more would only shake up the rest. */
const heatShare = 0.05;

/** Improves a former plan of a pure problem with the fast core; of what it leaves out, as much as finds room comes in first. */
export function improvePure(
  pure: PureProblem,
  routes: WarmStart['routes'],
  { budget, seed, focus }: { readonly budget: Budget; readonly seed: number; readonly focus: readonly number[] },
): { readonly routes: WarmStart['routes']; readonly rounds: number } {
  const { instance, vehicles } = pure;
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
  return { routes: byFormerVehicle(pure, routes, toPlan(core).routes), rounds: rounds.count };
}
