import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measured, measureBare, measureStart } from './measure.ts';

const FIRST_RATIO_MAX = 2;
const AGAIN_RATIO_MAX = 1.6;
const RESIDENT_MEGABYTES_MAX = 1536;

/** Our start against a bare database, turn by turn on this machine; medians of the rounds. */
export async function runStartBench(roundCount: number): Promise<boolean> {
  const rounds: { bareFirst: Measured; bareAgain: Measured; first: Measured; again: Measured }[] = [];
  for (let round = 1; round <= roundCount; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'baogong-start-'));
    try {
      const bare = join(folder, 'bare');
      const bareFirst = await measureBare(bare);
      const first = await measureStart(folder);
      const bareAgain = await measureBare(bare);
      const again = await measureStart(folder);
      rounds.push({ bareFirst, bareAgain, first, again });
      console.error(
        `round ${round}: new folder ${first.seconds} s (bare ${bareFirst.seconds} s), old folder ${again.seconds} s (bare ${bareAgain.seconds} s)`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  const seconds = (of: keyof (typeof rounds)[number]): number => median(rounds.map((round) => round[of].seconds));
  const result = {
    bench: 'start',
    node: process.version,
    first: { seconds: seconds('first'), bareSeconds: seconds('bareFirst'), ratio: 0, ratioMax: FIRST_RATIO_MAX },
    again: { seconds: seconds('again'), bareSeconds: seconds('bareAgain'), ratio: 0, ratioMax: AGAIN_RATIO_MAX },
    residentMegabytes: Math.max(
      ...rounds.flatMap(({ first, again }) => [first.residentMegabytes, again.residentMegabytes]),
    ),
    residentMegabytesMax: RESIDENT_MEGABYTES_MAX,
  };
  for (const part of [result.first, result.again])
    part.ratio = Math.round((part.seconds / part.bareSeconds) * 100) / 100;
  console.log(JSON.stringify(result));

  return (
    result.first.ratio <= FIRST_RATIO_MAX &&
    result.again.ratio <= AGAIN_RATIO_MAX &&
    result.residentMegabytes <= RESIDENT_MEGABYTES_MAX
  );
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
