import { goalsByClass } from './classes.ts';

export interface GapRow {
  readonly file: string;
  readonly class: string;
  readonly solver: string;
  readonly timeS: number;
  readonly seed: number;
  readonly cost: number;
  readonly gap: number;
  readonly cpuS: number;
  readonly feasible: boolean;
}

/** Mean, 90th percentile and worst gap by solver, class and time, beside the goals. */
export function gapTable(rows: readonly GapRow[]): Record<string, string | number>[] {
  const groups = new Map<string, GapRow[]>();
  for (const row of rows) {
    const key = `${row.solver}|${row.class}|${row.timeS}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const gaps = group.map(({ gap }) => gap).sort((a, b) => a - b);
    const goals = goalsByClass[first.class];
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const p90 = gaps[Math.ceil(0.9 * gaps.length) - 1] ?? Number.NaN;
    const must = goals?.must[first.timeS];
    return [
      {
        solver: first.solver,
        class: first.class,
        timeS: first.timeS,
        runs: group.length,
        mean: round(mean),
        p90: round(p90),
        worst: round(gaps.at(-1) ?? Number.NaN),
        must: must ?? '-',
        met: must === undefined ? '-' : verdict({ mean, p90, must }),
        stretch: goals?.stretch[first.timeS] ?? '-',
        invalid: group.filter(({ feasible }) => !feasible).length,
      },
    ];
  });
}

/** The mean within the goal, and the 90th percentile within twice the mean (SOLVER.md 5). */
function verdict({ mean, p90, must }: { readonly mean: number; readonly p90: number; readonly must: number }): string {
  if (mean > must) return `over by ${round(mean - must)}`;
  return p90 <= 2 * mean ? 'yes' : 'mean only';
}

function round(gap: number): number {
  return Math.round(gap * 100) / 100;
}
