import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endOnSignal } from '../bench/rush/end-on-signal.ts';
import { withOwnPostgres } from '../bench/rush/own-postgres.ts';
import { runLastUnits } from '../bench/rush/run-last-units.ts';
import { wholeNumber } from '../bench/whole-number.ts';

const BUYERS = 200;

/** 200 buyers at once for the last 50 units of several hot items, in any order and with duplicates, on real PostgreSQL. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    /** A server to use, as its owner; without it one is started and thrown away. */
    database: { type: 'string' },
    json: { type: 'string' },
  },
});
const rounds = wholeNumber(['rounds', values.rounds]);
const seed = wholeNumber(['seed', values.seed], { min: 0 });
endOnSignal();
const dataDir = mkdtempSync(join(tmpdir(), 'baogong-last-'));
try {
  const common = { dataDir, rounds, buyers: BUYERS, seed, say };
  const run = (url: string) => runLastUnits({ ...common, url });
  const { misses, ...figures } = await (values.database ? run(values.database) : withOwnPostgres(dataDir, run));

  console.table([{ buyers: BUYERS, ...figures, misses: misses.length }]);
  for (const miss of misses) console.error(miss);
  const report = JSON.stringify({ bench: 'last-units', buyers: BUYERS, seed: common.seed, ...figures, misses });
  console.log(report);
  if (values.json) writeFileSync(values.json, report);
  process.exitCode = misses.length > 0 ? 1 : 0;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

function say(line: string): void {
  console.error(line);
}
