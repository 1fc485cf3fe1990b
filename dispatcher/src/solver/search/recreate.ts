import { at } from '../at.ts';
import { frozenFirst, orders } from './construct.ts';
import { bestInsertion, insert } from './insertion.ts';
import type { Model } from './model.ts';
import { nearInsertion } from './near-insertion.ts';
import type { Plan } from './plan.ts';
import { below, type Random } from './random.ts';

/** A position is passed over in one of so many looks. */
const blinkOneIn = 100;
/** A job that finds nothing near looks at the whole plan in one of so many rounds; rarer, as most in vain, where it was out before. */
const fullLookOneIn = 3;
const fullLookAgainOneIn = 20;

/** A trip of its own is offered from one source alone, drawn by chance, in one of so many looks. */
const oneDepotOneIn = 10;
/** In one of so many rounds half of the idle vehicles, drawn by chance, are not called out: the cheapest alone is not always the best for all. */
const restingOneIn = 10;
/** A frozen prefix waits its turn in one of so many rounds. */
const frozenLastOneIn = 3;

/** In one of so many rounds a job that was out comes in first at any price: two may be worth it together and neither alone. */
const forcedOneIn = 5;

interface Task {
  readonly jobs: number[];
  /** Those of the jobs that were left out before. */
  readonly outBefore: ReadonlySet<number>;
  /** Of the annealing, in units of cost. */
  readonly temperature: number;
  /** What the plan must cost less than in the end; Infinity = whatever it costs. */
  readonly limit: number;
}

/**
 * Puts jobs back one by one where they cost least, in one of several orders drawn by chance; false, and perhaps not all tried, where
 * the plan comes to `limit` or more. No job makes a plan cheaper than the prize it brings (a detour can be quicker, too seldom to wait for).
 */
export function recreate(
  model: Model,
  plan: Plan,
  { jobs, outBefore, temperature, limit }: Task,
  random: Random,
): boolean {
  at(orders, below(random, orders.length))(model, jobs, random);
  if (below(random, frozenLastOneIn) > 0) frozenFirst(model, jobs);
  const forced = outBefore.size > 0 && below(random, forcedOneIn) === 0 ? bringForward(jobs, outBefore, random) : -1;
  const resting = below(random, restingOneIn) === 0 ? Uint8Array.from(plan.routes, () => below(random, 2)) : null;
  const passesOver = () => below(random, blinkOneIn) === 0;
  // What the plan costs if all that is still out comes in for nothing.
  let least = plan.cost;
  for (const job of jobs) least -= at(model.jobs, job).prize;
  for (const job of jobs) {
    if (least >= limit) return false;
    const { prize } = at(model.jobs, job);
    // A job may cost more than its prize by as much as the annealing lets a step be worse: beside others it may pay yet.
    const dearer = job === forced ? Number.POSITIVE_INFINITY : -temperature * Math.log(1 - random());
    const bound = Math.min(prize + dearer, limit - least);
    const near = nearInsertion(model, plan, job, { bound, passesOver, resting, depot: oneDepot(model, job, random) });
    const oneIn = outBefore.has(job) ? fullLookAgainOneIn : fullLookOneIn;
    const insertion = near ?? (below(random, oneIn) === 0 ? bestInsertion(model, plan, job, { bound }) : null);
    if (insertion !== null) insert(model, plan, insertion);
    least += insertion === null ? prize : insertion.delta;
  }
  return least < limit;
}

/** Puts one of the jobs that were out, drawn by chance, before all others; answers with it. */
function bringForward(jobs: number[], outBefore: ReadonlySet<number>, random: Random): number {
  const out = jobs.filter((job) => outBefore.has(job));
  const chosen = at(out, below(random, out.length));
  jobs.splice(jobs.indexOf(chosen), 1);
  jobs.unshift(chosen);
  return chosen;
}

/** −1 = any. */
function oneDepot(model: Model, job: number, random: Random): number {
  const sources = at(model.sourceLists, at(model.jobs, job).stop);
  return sources.length > 1 && below(random, oneDepotOneIn) === 0 ? at(sources, below(random, sources.length)) : -1;
}
