import {
  handfuls,
  judgeRichCase,
  type RichKind,
  type RichVerdict,
  richKinds,
} from '../../solver/testing/rich/rich-case.ts';

interface RichBenchOptions {
  /** Of each kind. */
  readonly cases: number;
  /** The first case's; the next ones follow. */
  readonly seed: number;
  /** For a town. */
  readonly iterations: number;
  /** For a handful of stops, where nothing less than the best of all plans will do. */
  readonly handfulIterations: number;
  /** Hears of each case that is broken or misses the best of all plans. */
  readonly onFault: (line: string) => void;
}

interface RichRow {
  readonly kind: string;
  readonly cases: number;
  /** Plans that break a rule or tell a reason that does not hold. */
  readonly broken: number;
  /** Plans that are dearer than the best of all plans; null where nobody can try them all. */
  readonly missed: number | null;
  readonly cpuS: number;
}

/** Plans seeded rich problems of every kind and has each judged. */
export function runRichBench({ cases, seed: first, onFault, ...asked }: RichBenchOptions): RichRow[] {
  return richKinds.map((kind): RichRow => {
    const before = process.cpuUsage();
    const isHandful = handfuls.some((handful) => handful === kind);
    const iterations = isHandful ? asked.handfulIterations : asked.iterations;
    let broken = 0;
    let missed = 0;
    for (let seed = first; seed < first + cases; seed++) {
      const verdict = judgeOrTell(kind, seed, iterations);
      if (verdict.broken.length > 0) {
        broken += 1;
        onFault(`${kind} ${seed} broken: ${verdict.broken.join(', ')}`);
      }
      if (verdict.optimum !== null && verdict.cost > verdict.optimum) {
        missed += 1;
        onFault(`${kind} ${seed} costs ${verdict.cost}, the best of all plans ${verdict.optimum}`);
      }
    }
    const { user, system } = process.cpuUsage(before);
    const cpuS = Math.round((user + system) / 1e5) / 10;
    return { kind, cases, broken, missed: isHandful ? missed : null, cpuS };
  });
}

/** A planner that gives up on a case has failed that case, not the run. */
function judgeOrTell(kind: RichKind, seed: number, iterations: number): RichVerdict {
  try {
    return judgeRichCase(kind, seed, iterations);
  } catch (error) {
    return { kind, seed, broken: [String(error)], cost: Number.NaN, optimum: null };
  }
}
