import { at } from '../at.ts';
import type { Budget, UnservedReason } from '../solution.ts';
import { judgeAlone } from './alone.ts';
import type { Model } from './model.ts';
import { copyPlan, copyPlanInto, jobsLeftOut, type Plan } from './plan.ts';
import { below, type Random, shuffle } from './random.ts';
import { recreate } from './recreate.ts';
import { ruin } from './ruin.ts';

interface Progress {
  readonly plan: Plan;
  readonly iterations: number;
  readonly improvements: number;
  readonly endedBy: 'iterations' | 'expired';
}

interface ImproveOptions {
  readonly budget: Budget;
  readonly slice?: Slice;
  readonly onImproved?: (progress: Progress) => void;
  /** Stops round which most ruins begin, as those that an event has changed. */
  readonly focus?: readonly number[];
  /** Vehicles whose days may differ from the first plan; no limit where it is left out. */
  readonly vehiclesChangedMax?: number;
  readonly temperatures?: Temperatures;
  /** Frozen prefixes stay in the plan, whatever else could take their place. */
  readonly keepsFrozen?: boolean;
}

/** One improvement of several in a budget. */
interface Slice {
  /** Shares of the budget between which it runs. */
  readonly from: number;
  readonly to: number;
  /** Iterations made before it. */
  readonly iterations: number;
  /** Cools down from the beginning once more, instead of going on as cool as the budget's share. */
  readonly coolsAnew: boolean;
}

/** How much worse a step may be at the beginning and the end, in mean costs of a served job. */
interface Temperatures {
  readonly hot: number;
  readonly cold: number;
}

const usualTemperatures: Temperatures = { hot: 3, cold: 0.03 };
const hopelessReasons = new Set<UnservedReason>(['noEligibleVehicle', 'noSourceDepot', 'capacity', 'noStock']);
/** A look at the clock can cost as much as a good part of a round. */
const roundsPerLook = 4;
/** So many of ten ruins begin at the focus. */
const focusShare = 7;
/** Of the jobs that are left out, so many are tried in each round. */
const leftOutTries = 100;

/**
 * Ruins and recreates until the budget is spent; the best plan seen. Worse plans are accepted as by simulated annealing (S.
 * Kirkpatrick et al., 1983), at a temperature that falls with the share of the budget that is used up.
 */
export function improve(model: Model, start: Plan, random: Random, options: ImproveOptions): Progress {
  const { budget, onImproved, focus = [], vehiclesChangedMax = Infinity, keepsFrozen = false } = options;
  const slice = options.slice ?? { from: 0, to: 1, iterations: 0, coolsAnew: false };
  const { hot, cold } = options.temperatures ?? usualTemperatures;
  const scale = meanJobCost(start);
  const hopeless = new Set(jobsLeftOut(start).filter((job) => isHopeless(model, job)));
  let leftOut = jobsLeftOut(start).filter((job) => !hopeless.has(job));
  let best = start;
  let current = start;
  let improvements = 0;
  let iterations = 0;
  let usedShare = 0;
  let spare: Plan | null = null;

  for (; ; iterations++) {
    if (iterations % roundsPerLook === 0) {
      if (budget.expired?.()) return { plan: best, iterations, improvements, endedBy: 'expired' };
      usedShare = budget.usedShare?.() ?? 0;
    }
    const used = Math.max(usedShare, shareOfIterations(budget, slice.iterations + iterations));
    if (used >= slice.to) return { plan: best, iterations, improvements, endedBy: 'iterations' };
    const cooled = slice.coolsAnew ? (used - slice.from) / (slice.to - slice.from) : used;
    const temperature = scale * hot * (cold / hot) ** cooled;
    const candidate: Plan = spare === null ? copyPlan(current) : copyPlanInto(spare, current);
    spare = candidate;
    const jobs = ruin(model, candidate, random, { seedStop: seedOf(model, focus, random), keepsFrozen });
    const outBefore = new Set(someOf(leftOut, random));
    for (const job of outBefore) jobs.push(job);
    // Drawn first, so that a round ends as soon as it cannot be kept.
    const limit = current.cost - temperature * Math.log(1 - random());
    if (!recreate(model, candidate, { jobs, outBefore, temperature, limit }, random)) continue;
    if (candidate.cost >= limit || vehiclesChanged(start, candidate) > vehiclesChangedMax) continue;

    // The plan that it takes the place of is free to be written over, unless it is the best or the caller's.
    spare = current === best || current === start ? null : current;
    current = candidate;
    leftOut = jobsLeftOut(current).filter((job) => !hopeless.has(job));
    if (current.cost < best.cost) {
      best = current;
      improvements += 1;
      onImproved?.({ plan: best, iterations: iterations + 1, improvements, endedBy: 'iterations' });
    }
  }
}

function seedOf(model: Model, focus: readonly number[], random: Random): number {
  return focus.length > 0 && below(random, 10) < focusShare
    ? at(focus, below(random, focus.length))
    : at(model.jobs, below(random, model.jobs.length)).stop;
}

/** Those of the jobs left out that are tried in a round. */
function someOf(leftOut: readonly number[], random: Random): readonly number[] {
  if (leftOut.length <= leftOutTries) return leftOut;
  const drawn = leftOut.slice();
  shuffle(random, drawn);
  return drawn.slice(0, leftOutTries);
}

/** Share of the budget that is used up after so many iterations, 1 = all. */
export function shareUsed(budget: Budget, iterations: number): number {
  return Math.max(shareOfIterations(budget, iterations), budget.usedShare?.() ?? 0);
}

function shareOfIterations(budget: Budget, iterations: number): number {
  return budget.iterations === 0 ? 1 : iterations / budget.iterations;
}

/** Nobody is able to bring it, whatever else he brings. Where alone there is no way or time, there may be one past another stop. */
function isHopeless(model: Model, job: number): boolean {
  const alone = judgeAlone(model, job);
  return 'reason' in alone && hopelessReasons.has(alone.reason);
}

function meanJobCost(plan: Plan): number {
  const cost = plan.routes.reduce((sum, route) => sum + route.cost, 0);
  const served = plan.vehicleOf.reduce((count, vehicle) => count + (vehicle >= 0 ? 1 : 0), 0);
  return Math.max(1, cost / Math.max(1, served));
}

/** A route is replaced whenever it is touched, so this counts a day that was changed and changed back too. */
function vehiclesChanged(before: Plan, after: Plan): number {
  return after.routes.reduce((count, route, vehicle) => count + (route === before.routes[vehicle] ? 0 : 1), 0);
}
