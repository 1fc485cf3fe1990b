import { at } from '../at.ts';
import { FAR_S } from '../problem.ts';
import type { Budget } from '../solution.ts';
import { bestInsertion, insert } from './insertion.ts';
import type { Model } from './model.ts';
import { copyPlan, jobsLeftOut, type Plan } from './plan.ts';
import { type Random, shuffle } from './random.ts';

const firstOrders = 3;

/** A plan from the given one by cheapest insertion of all that is left out: the best of several orders, as the budget allows. */
export function construct(model: Model, start: Plan, random: Random, budget: Budget): Plan {
  let best: Plan | null = null;
  for (const order of orders.slice(0, firstOrders)) {
    if (best !== null && budget.expired?.()) break;
    const plan = copyPlan(start);
    const jobs = jobsLeftOut(plan);
    order(model, jobs, random);
    frozenFirst(model, jobs);
    insertAll(model, plan, jobs);
    if (best === null || plan.cost < best.cost) best = plan;
  }
  return best ?? start;
}

/** Inserts each job where it costs least, unless that is more than its prize. */
export function insertAll(model: Model, plan: Plan, jobs: readonly number[]): void {
  for (const job of jobs) {
    const insertion = bestInsertion(model, plan, job, { bound: at(model.jobs, job).prize });
    if (insertion !== null) insert(model, plan, insertion);
  }
}

type Order = (model: Model, jobs: number[], random: Random) => void;

function by(value: (model: Model, job: number) => number): Order {
  return (model, jobs, random) => {
    shuffle(random, jobs);
    const key = new Map(jobs.map((job) => [job, value(model, job)]));
    jobs.sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0));
  };
}

/** Frozen prefixes come first, so that nothing else takes their place. */
export function frozenFirst(model: Model, jobs: number[]): void {
  const rank = (job: number) => at(model.orders, at(model.jobs, job).stop);
  if (jobs.some((job) => rank(job) < FAR_S)) jobs.sort((a, b) => rank(a) - rank(b));
}

/** The orders of SISR (random, largest, farthest, nearest), and those that deadlines, prizes and releases suggest. */
export const orders: readonly Order[] = [
  by((model, job) => stopOf(model, job).dueS),
  by((model, job) => -at(model.jobs, job).prize),
  by((model, job) => -remoteness(model, job)),
  by((model, job) => -(at(model.jobs, job).loads[0] ?? 0)),
  by((model, job) => latestStart(model, job)),
  by((model, job) => remoteness(model, job)),
  by(() => 0),
];

function stopOf(model: Model, job: number) {
  return at(model.problem.stops, at(model.jobs, job).stop);
}

function remoteness(model: Model, job: number): number {
  return at(model.remoteness, at(model.jobs, job).stop);
}

function latestStart(model: Model, job: number): number {
  const stop = stopOf(model, job);
  return stop.windows.at(-1) ?? stop.dueS;
}
