import { check } from '../../judge/check.ts';
import { confirmReasons } from '../../judge/confirm-reasons.ts';
import type { Problem } from '../../problem.ts';
import { createRandom } from '../../search/random.ts';
import { solve } from '../../solve.ts';
import { cheapestOfAll } from '../every-plan.ts';
import { plainProblem } from './plain-problem.ts';
import { richProblem } from './rich-problem.ts';

/** So small that every plan can be tried: up to 7 stops, or up to 4 that may be split. */
export const handfuls = ['handful', 'plainHandful', 'splitHandful'] as const;

/** Towns have 5 to 60 stops. Plain ones ask for nothing beyond the pure families. */
export const richKinds = ['town', 'plainTown', ...handfuls] as const;
export type RichKind = (typeof richKinds)[number];

export interface RichVerdict {
  readonly kind: RichKind;
  readonly seed: number;
  /** What the judge finds wrong with the plan and its reasons, and where search and judge differ on the best of all plans. */
  readonly broken: readonly string[];
  readonly cost: number;
  /** The cost of the best of all plans; null for a town. */
  readonly optimum: number | null;
}

/** Most boxes and stops of a handful. */
const portionsMax = 8;

export function richCase(kind: RichKind, seed: number): Problem {
  const random = createRandom(seed);
  const between = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  switch (kind) {
    case 'town':
    case 'plainTown': {
      // A plain town is for the fast core, which leaves handfuls to the richer search.
      const stops = kind === 'town' ? between(5, 60) : between(51, 80);
      const vehicles = 1 + between(Math.floor(stops / 10), Math.floor(stops / 3));
      const options = { seed, stops, vehicles, tripsMax: 4, boxesMax: 20, always: [], never: [] };
      return kind === 'town' ? richProblem(options) : plainProblem(options);
    }
    case 'handful':
    case 'plainHandful': {
      const [stops, vehicles] = [between(1, 7), between(1, 3)];
      const never = ['splits', 'docks'] as const;
      const options = { seed, stops, vehicles, tripsMax: stops > 5 ? 2 : 3, boxesMax: 0, always: [], never };
      return kind === 'handful' ? richProblem(options) : plainProblem(options);
    }
    case 'splitHandful': {
      const [stops, vehicles] = [between(1, 4), between(1, 3)];
      const boxesMax = Math.floor(portionsMax / stops);
      return richProblem({ seed, stops, vehicles, tripsMax: 2, boxesMax, always: ['splits'], never: ['docks'] });
    }
  }
}

/**
 * Plans a case and judges the plan. A handful's cost stands beside that of the best of all plans, which must be valid for the
 * search as well: given as a former plan, it comes back at no other cost.
 */
export function judgeRichCase(kind: RichKind, seed: number, iterations: number): RichVerdict {
  const problem = richCase(kind, seed);
  const solution = solve(problem, { seed, budget: { iterations } });
  const { cost } = solution;
  const violations = [...check(problem, solution), ...confirmReasons(problem, solution)];
  const broken = violations.map((violation) => JSON.stringify(violation));
  if (!handfuls.some((handful) => handful === kind)) return { kind, seed, broken, cost, optimum: null };

  const best = cheapestOfAll(problem);
  const again = solve(problem, { seed, budget: { iterations: 0 }, warmStart: best }).cost;
  if (again !== best.cost) broken.push(`the best of all plans costs ${best.cost}, as a former plan ${again}`);
  if (cost < best.cost) broken.push(`cost ${cost} is below ${best.cost}, the least of all plans`);
  return { kind, seed, broken, cost, optimum: best.cost };
}
