import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classOf } from './classes.ts';
import type { GapRow } from './gap-table.ts';
import { runInstance } from './run-instance.ts';
import { type PeerName, runPeer } from './run-peer.ts';

interface BenchOptions {
  readonly set: string;
  readonly timesS: readonly number[];
  readonly seeds: number;
  /** Only files whose path matches. */
  readonly only: RegExp;
  readonly peers: readonly PeerName[];
  readonly python: string;
  readonly onRow: (row: GapRow) => void;
  /** A peer that does not know the family, or found no plan in the time and a while after. */
  readonly onNoAnswer: (peer: PeerName, file: string) => void;
}

/** Every instance of a set for every time and seed, each plan judged; peers run beside for the same time. */
export function runSolverBench(options: BenchOptions): void {
  const { set, timesS, seeds, only, peers, python, onRow, onNoAnswer } = options;
  const known: Record<string, { best_known: number }> = JSON.parse(readFileSync(join(set, 'best-known.json'), 'utf8'));
  for (const timeS of timesS) {
    for (const [name, { best_known: best }] of Object.entries(known)) {
      if (!only.test(name)) continue;
      const file = join(set, name);
      for (let seed = 1; seed <= seeds; seed++) {
        const { run, instance } = runInstance(file, { format: null, rounding: null, timeS, rounds: null, seed });
        const row = { file: name, class: classOf(file, instance.placeCount - instance.depotCount), timeS, seed };
        const gapOf = (cost: number) => 100 * (cost / best - 1);
        const { cost, cpuS, feasible } = run;
        onRow({ ...row, solver: 'baogong', cost, gap: gapOf(cost), cpuS, feasible });
        for (const peer of peers) {
          const answer = runPeer(peer, { python, file, timeS, seed, instance });
          if (answer === null) onNoAnswer(peer, name);
          else onRow({ ...row, solver: peer, ...answer, gap: gapOf(answer.cost) });
        }
      }
    }
  }
}
