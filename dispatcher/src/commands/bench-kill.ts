import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killRun } from '../bench/rush/kill-run.ts';
import { wholeNumber } from '../bench/whole-number.ts';

const BUYERS = 200;
const UNITS = 150;

/** kill -9 in the middle of a rush on the embedded system, again and again: nothing acknowledged may be lost. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const kills = wholeNumber(['kills', values.kills]);
const seed = wholeNumber(['seed', values.seed], { min: 0 });
const dataDir = mkdtempSync(join(tmpdir(), 'baogong-kill-'));
try {
  const result = await killRun({
    dataDir,
    ...{ kills, seed },
    buyers: BUYERS,
    units: UNITS,
  });
  for (const miss of result.misses) console.error(miss);
  console.log(JSON.stringify({ bench: 'kill', ...result }));
  process.exitCode = result.misses.length > 0 ? 1 : 0;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
