import { at } from '../at.ts';
import { type Unserved, unservedReasons } from '../solution.ts';
import { judgeAlone, shortageOf, type Verdict } from './alone.ts';
import { bestInsertion } from './insertion.ts';
import { wholeOrSome } from './jobs.ts';
import type { Model } from './model.ts';
import { jobsLeftOut, type Plan } from './plan.ts';

/** What the plan leaves out, stop by stop, and why. Of a stop's missing boxes the first of those that came furthest tells the reason. */
export function unservedOf(model: Model, plan: Plan): Unserved[] {
  const byStop = new Map<number, number[]>();
  for (const job of jobsLeftOut(plan)) {
    const { stop } = at(model.jobs, job);
    byStop.set(stop, [...(byStop.get(stop) ?? []), job]);
  }
  return [...byStop]
    .sort(([a], [b]) => a - b)
    .map(([stop, unordered]) => {
      const jobs = unordered.toSorted((a, b) => firstPiece(model, a) - firstPiece(model, b));
      const loads = model.problem.loadDimensions.map((_, dimension) =>
        jobs.reduce((sum, job) => sum + at(at(model.jobs, job).loads, dimension), 0),
      );
      const pieces = jobs.flatMap((job) => at(model.jobs, job).pieces ?? []);
      const split = at(model.problem.stops, stop).pieces !== null;
      const { reason, evidence } = jobs.map((job) => verdictOn(model, plan, job)).reduce(further);
      return { stop, loads, pieces: split ? wholeOrSome(model.problem, stop, pieces) : null, reason, evidence };
    });
}

function firstPiece(model: Model, job: number): number {
  return at(model.jobs, job).pieces?.[0] ?? 0;
}

function further(a: Verdict, b: Verdict): Verdict {
  return unservedReasons.indexOf(b.reason) > unservedReasons.indexOf(a.reason) ? b : a;
}

function verdictOn(model: Model, plan: Plan, job: number): Verdict {
  const alone = judgeAlone(model, job);
  if ('reason' in alone) return alone;

  const cheapest = bestInsertion(model, plan, job, { bound: Infinity });
  if (cheapest !== null) {
    return { reason: 'notWorthIt', evidence: { prize: at(model.jobs, job).prize, cheapestCost: cheapest.delta } };
  }
  if (bestInsertion(model, plan, job, { bound: Infinity, ignoresStock: true }) !== null) {
    const { held, ...shortage } = shortageOf(model, job, plan.stock);
    return { reason: 'stockTaken', evidence: { ...shortage, left: held } };
  }
  return { reason: 'fleetExhausted', evidence: { vehiclesAlone: alone.vehiclesAlone } };
}
