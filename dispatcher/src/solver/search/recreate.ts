import { at } from '../at.ts';
import { orders } from './construct.ts';
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

/** Puts jobs back one by one where they cost least, in one of several orders drawn by chance. */
export function recreate(
  model: Model,
  plan: Plan,
  { jobs, outBefore }: { readonly jobs: number[]; readonly outBefore: ReadonlySet<number> },
  random: Random,
): void {
  at(orders, below(random, orders.length))(model, jobs, random);
  const passesOver = () => below(random, blinkOneIn) === 0;
  for (const job of jobs) {
    const bound = at(model.jobs, job).prize;
    const near = nearInsertion(model, plan, job, { bound, passesOver });
    const oneIn = outBefore.has(job) ? fullLookAgainOneIn : fullLookOneIn;
    const insertion = near ?? (below(random, oneIn) === 0 ? bestInsertion(model, plan, job, { bound }) : null);
    if (insertion !== null) insert(model, plan, insertion);
  }
}
