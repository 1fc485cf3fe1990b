import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killRun } from '../bench/rush/kill-run.ts';

const BUYERS = 200;
const UNITS = 150;

/** kill -9 in the middle of a rush on the embedded system, again and again: nothing acknowledged may be lost. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const dataDir = mkdtempSync(join(tmpdir(), 'baogong-kill-'));
try {
  const result = await killRun({
    dataDir,
    kills: Number(values.kills),
    buyers: BUYERS,
    units: UNITS,
    seed: Number(values.seed),
  });
  for (const miss of result.misses) console.error(miss);
  console.log(JSON.stringify({ bench: 'kill', ...result }));
  process.exitCode = result.misses.length > 0 ? 1 : 0;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
