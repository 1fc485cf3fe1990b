import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runQueueLoss } from '../bench/chaos/run-queue-loss.ts';
import { endOnSignal } from '../bench/rush/end-on-signal.ts';
import { wholeNumber } from '../bench/whole-number.ts';
import { NotServed } from '../serve/not-served.ts';

/** Redis forgets everything, or one job in ten, while waves run: each is planned all the same. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    keep: { type: 'string' },
  },
});
const roundsEach = wholeNumber(['rounds', values.rounds]);
const seed = wholeNumber(['seed', values.seed], { min: 0 });
endOnSignal();
const dir = values.keep ?? mkdtempSync(join(tmpdir(), 'baogong-loss-'));
try {
  const say = (line: string) => console.error(line);
  const { rounds, misses } = await runQueueLoss({ dir, rounds: roundsEach, seed, say });
  const lines = (['flushAll', 'oneInTen'] as const).map((kind) => {
    const ofKind = rounds.filter((round) => round.kind === kind);
    const planned = ofKind
      .flatMap(({ waves }) => waves.map(({ plannedS }) => plannedS))
      .sort((one, other) => one - other);
    const lost: Record<string, number> = {};
    for (const round of ofKind)
      for (const [state, count] of Object.entries(round.lost)) lost[state] = (lost[state] ?? 0) + count;
    return {
      kind,
      rounds: ofKind.length,
      waves: planned.length,
      lost: JSON.stringify(lost),
      plannedSP50: planned[Math.floor((planned.length - 1) / 2)] ?? 0,
      plannedSMax: planned.at(-1) ?? 0,
    };
  });
  console.table(lines);
  for (const miss of misses) console.error(miss);
  const report = JSON.stringify({ bench: 'queue-loss', seed, kinds: lines, misses });
  console.log(report);
  if (values.json) writeFileSync(values.json, report);
  process.exitCode = misses.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof NotServed)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  if (!values.keep) rmSync(dir, { recursive: true, force: true });
}
