import type { InstancePlan } from '../formats/vrplib-solution.ts';
import { judgeInstancePlan } from '../judge/judge-instance-plan.ts';
import { anneal, type Rounds } from './anneal.ts';
import { type Best, createBest, keepBest, returnToBest } from './best.ts';
import { type Clock, shareUsed } from './clock.ts';
import { type Core, traitsOf } from './core.ts';
import { createCore } from './create-core.ts';
import { firstPlan, meanLegCost } from './first-plan.ts';
import type { Instance } from './instance.ts';
import { type TypedRoute, typedRoutes } from './load-plan.ts';
import { partsOfLarge, partsOfPlan } from './parts.ts';
import { type Group, solveByParts } from './solve-by-parts.ts';
import { scheduleOf, temperaturesFor } from './temperatures.ts';
import { toPlan } from './to-plan.ts';

export interface InstanceAnswer {
  readonly plan: InstancePlan;
  /** Clients that must be served and are not. */
  readonly missing: number;
  readonly rounds: number;
}

interface InstanceOptions {
  readonly clock: Clock;
  readonly seed: number;
}

/** So much of the budget goes first into bringing a rough first plan down: temperatures are taken from what it leads to. */
const quenchShare = 0.06;

/** Plans a pure instance: a first plan, then ruin and recreate under annealing fitted to the budget. */
export function solveInstance(instance: Instance, options: InstanceOptions): InstanceAnswer {
  const { clock, seed } = options;
  const rounds: Rounds = { count: 0 };
  const large = partsOfLarge(instance, clock);
  if (large !== null) {
    const temperatures = temperaturesFor(traitsOf(instance), 0);
    const planned = solveByParts(instance, { clock, seed, temperatures, rounds, parts: large });
    return answerOf(instance, planned, rounds);
  }
  const core = createCore(instance, seed);
  firstPlan(core);
  const best = createBest(core);
  keepBest(core, best);
  quench(core, best, clock, rounds);
  const perClient = roundsPerClient(clock, rounds, instance.placeCount - instance.depotCount);
  const temperatures = temperaturesFor(core.traits, perClient);
  const parts = best.missing > 0 ? null : partsOfPlan(instance, core.traits, perClient);
  if (parts !== null) {
    returnToBest(core, best);
    const first = { routes: typedRoutes(core), left: Array.from(core.absent.subarray(0, core.absentCount)) };
    return answerOf(instance, solveByParts(instance, { clock, seed, temperatures, rounds, parts, first }), rounds);
  }
  anneal(
    core,
    best,
    clock,
    scheduleOf(temperatures, meanLegCost(core), { from: shareUsed(clock, rounds.count), to: 1 }),
    rounds,
  );
  returnToBest(core, best);
  return { plan: toPlan(core), missing: core.missingCount, rounds: rounds.count };
}

/** Brings a rough first plan down without any heat. */
function quench(core: Core, best: Best, clock: Clock, rounds: Rounds): void {
  if (!core.traits.windows && !core.traits.fleet) return;
  const from = shareUsed(clock, rounds.count);
  const { cold, ...temperatures } = temperaturesFor(core.traits, 0);
  const span = { from, to: from + quenchShare * (1 - from) };
  anneal(core, best, clock, scheduleOf({ ...temperatures, hot: cold, cold }, meanLegCost(core), span), rounds);
}

/** How many rounds the whole budget will give for each client, as far as can be told from those made so far. */
function roundsPerClient(clock: Clock, rounds: Rounds, clients: number): number {
  const share = shareUsed(clock, rounds.count);
  return rounds.count === 0 ? 0 : rounds.count / share / Math.max(1, clients);
}

function answerOf(instance: Instance, { routes, left }: Group, rounds: Rounds): InstanceAnswer {
  const byVehicle = instance.vehicles === null ? routes.map(({ visits }) => visits) : inFileOrder(instance, routes);
  const { cost } = judgeInstancePlan(instance, byVehicle);
  const missing = left.filter((client) => instance.prizes[client] === 0).length;
  return { plan: { routes: byVehicle, cost }, missing, rounds: rounds.count };
}

function inFileOrder({ vehicles, vehicleTypes }: Instance, routes: readonly TypedRoute[]): (readonly number[])[] {
  const waiting = vehicleTypes.map((_, index) => routes.filter(({ type }) => type === index));
  return Array.from(vehicles ?? [], (type) => waiting[type]?.shift()?.visits ?? []);
}
