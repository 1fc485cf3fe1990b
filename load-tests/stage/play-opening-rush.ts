import { loadavg } from 'node:os';
import { join } from 'node:path';
import { openCeiling } from './ceiling/open-ceiling.ts';
import { compare } from './compare.ts';
import { countOrders } from './count-orders.ts';
import { type Doors, doorsOf } from './doors.ts';
import { measurePart } from './measure-part.ts';
import { NotPlayed } from './not-played.ts';
import { placeSample } from './place-sample.ts';
import type { Play } from './play.ts';
import { readSummary } from './read-summary.ts';
import { runK6 } from './run-k6.ts';
import { launcher, mustRun } from './run-program.ts';
import { runVerify } from './run-verify.ts';
import { type Ready, startSystem } from './start-system.ts';
import { step } from './step.ts';
import { stockUp } from './stock-up.ts';

const CITY = 'rush';
/** Nobody packs, so there is nothing to plan: the crowd is alone with the counters. */
const WAVE_EVERY_S = '86400';

/** The opening on the server mode: PostgreSQL, Redis, two counters, two dispatchers, and pgbench before and after it. */
export async function playOpeningRush(play: Play): Promise<number> {
  const doors = doorsOf(play);
  const data = join(play.folder, 'data');
  const readyFile = join(play.folder, 'ready.json');
  const [loadBefore = 0] = loadavg();
  await mustRun({
    command: process.execPath,
    args: [launcher, 'city', 'generate', '--name', CITY, '--scale', String(doors.cityScale), '--data', data],
  });
  const system = await startSystem({
    command: 'server-local',
    args: ['--data', data, '--city', CITY, '--wave-every', WAVE_EVERY_S, '--residents', String(doors.residents)],
    readyFile,
  });
  try {
    return await rush({ ...play, doors, readyFile, ready: system.ready, loadBefore });
  } finally {
    await system.stop();
  }
}

interface Rush extends Play {
  readonly doors: Doors;
  readonly readyFile: string;
  readonly ready: Ready;
  readonly loadBefore: number;
}

async function rush({ doors, readyFile, ready, loadBefore, folder, scale, k6Options }: Rush): Promise<number> {
  const { databaseUrl } = ready;
  if (!databaseUrl) throw new NotPlayed('the system did not tell its database');
  await stockUp(ready);
  const ceiling = await openCeiling({ databaseUrl, folder, sampleOrderId: await placeSample(ready) });

  const dir = join(folder, 'data/server');
  const bare = () => measurePart(dir, () => ceiling.measure(doors.ceilingS));
  const before = await bare();
  const known = await countOrders(databaseUrl);
  const summary = join(folder, 'summary.json');
  let failures = 0;
  const figures = await measurePart(dir, async () => {
    failures += await runK6({
      scenario: 'opening-rush',
      options: ['--summary-export', summary, ...k6Options],
      env: {
        READY_FILE: readyFile,
        PER_SECOND: String(doors.perSecond),
        RAMP_S: String(doors.rampS),
        PLATEAU_S: String(doors.plateauS),
      },
    });
    return readSummary(summary, doors.plateauS);
  });
  const [loadDuring = 0] = loadavg();
  failures += step('as many orders in the rows as were told', tally(await countOrders(databaseUrl)));
  const after = await bare();
  await ceiling.close();

  failures += await runVerify(['--database', databaseUrl]);
  compare({ rush: figures, before, after, load: { before: loadBefore, during: loadDuring }, scale });
  return failures;

  function tally(found: { orders: number; keys: number }): number {
    const [orders, keys] = [found.orders - known.orders, found.keys - known.keys];
    if (orders === figures.orders && keys === figures.orders) return 0;
    console.error(`${figures.orders} orders were told, the rows hold ${orders} under ${keys} keys`);
    return 1;
  }
}
