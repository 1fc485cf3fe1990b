import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { lockFolder } from '@baogong/drizzle/database/lock-folder';
import { openEmbedded } from '@baogong/drizzle/database/open-embedded';
import type { Reader } from '@baogong/drizzle/database/port';
import { type Feature, legFeatures, stopFeatures } from '@baogong/drizzle/queries/figures/day-geometry';
import { dayZones, lastShiftEnd } from '@baogong/drizzle/queries/figures/day-law';
import { dayOrders } from '@baogong/drizzle/queries/figures/day-orders';
import { dayTravel } from '@baogong/drizzle/queries/figures/day-travel';
import { policyInForce } from '@baogong/drizzle/queries/law/policy-in-force';
import type { CivilDay } from '@baogong/drizzle/rules/civil-day';
import type { Id } from '@baogong/drizzle/rules/ids';
import { z } from 'zod';
import { readPbf } from '../osm/read-pbf.ts';
import { streetEngine, streetsOf } from '../routing/streets/street-engine.ts';
import { deliverableOrders } from './deliverable.ts';
import { type DayFigures, dayFigures } from './figures.ts';
import type { LivedDay } from './first-day.ts';
import { zoneFeatures } from './zone-features.ts';

export interface JudgedDay {
  readonly figures: DayFigures;
  readonly features: readonly Feature[];
}

interface DayToJudge {
  readonly dayDir: string;
  readonly cityFolder: string;
  readonly cityId: Id;
  readonly day: CivilDay;
  readonly midnight: Date;
  readonly closedAt: Date;
  readonly lived: LivedDay;
}

const DAY_MS = 24 * 3_600_000;

/** Opens the database that a day has left behind and makes its figures from the rows, the law and the streets. */
export async function judgeDay(asked: DayToJudge): Promise<JudgedDay> {
  const { dayDir, cityFolder, cityId, day, midnight, closedAt, lived } = asked;
  const lock = await lockFolder(dayDir);
  const database = await openEmbedded({ folder: join(dayDir, 'database') });
  try {
    const streets = streetEngine(streetsOf(readPbf(await readFile(join(cityFolder, 'streets.osm.pbf')))));
    return await database.read(async (db) => {
      const orders = await dayOrders(db, { cityId, day });
      const zones = await dayZones(db, { cityId });
      const dayEnds = await lastShiftEnd(db, { cityId, from: midnight, to: new Date(midnight.getTime() + DAY_MS) });
      const deliverable = await deliverableOrders(streets, { orders, zones, dayEnds });
      const figures = dayFigures({ ...lived, orders, deliverable, travel: await dayTravel(db, { cityId }), closedAt });
      return { figures, features: await featuresOf(db, { cityId, closedAt }) };
    });
  } finally {
    await database.close();
    await lock.release();
  }
}

async function featuresOf(db: Reader, { cityId, closedAt }: { cityId: Id; closedAt: Date }): Promise<Feature[]> {
  const policy = await policyInForce(db, { cityId, at: closedAt });
  return [
    ...zoneFeatures(await dayZones(db, { cityId }), policy),
    ...(await stopFeatures(db, cityId)),
    ...(await legFeatures(db, cityId)),
  ];
}

const launcher = fileURLToPath(new URL('../../bin/run.mjs', import.meta.url));
const verdictSchema = z.looseObject({ zeros: z.record(z.string(), z.number()) });

/** Has `verify` judge the day's database as a process of its own, and gives its zeros and whether it was silent. */
export async function verifyDay(
  dayDir: string,
): Promise<{ zeros: Record<string, number>; clean: boolean; report: string }> {
  const child = spawn(process.execPath, [launcher, 'verify', '--data', dayDir, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const [out, report] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  const line = out.split('\n').findLast((each) => each.startsWith('{'));
  if (!line) throw new Error(`verify ended with ${code} and without a verdict: ${report || out}`);
  return { zeros: verdictSchema.parse(JSON.parse(line)).zeros, clean: code === 0, report };
}
