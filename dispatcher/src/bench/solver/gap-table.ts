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
    return [
      {
        solver: first.solver,
        class: first.class,
        timeS: first.timeS,
        runs: group.length,
        mean: round(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length),
        p90: round(gaps[Math.ceil(0.9 * gaps.length) - 1] ?? Number.NaN),
        worst: round(gaps.at(-1) ?? Number.NaN),
        must: goals?.must[first.timeS] ?? '-',
        stretch: goals?.stretch[first.timeS] ?? '-',
        invalid: group.filter(({ feasible }) => !feasible).length,
      },
    ];
  });
}

function round(gap: number): number {
  return Math.round(gap * 100) / 100;
}
