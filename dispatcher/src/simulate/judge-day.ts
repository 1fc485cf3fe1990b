import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { lockFolder } from '@baogong/drizzle/database/lock-folder';
import { openEmbedded } from '@baogong/drizzle/database/open-embedded';
import { openServer } from '@baogong/drizzle/database/open-server';
import type { Database, Reader } from '@baogong/drizzle/database/port';
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
import type { DayRows } from './server-process.ts';
import { zoneFeatures } from './zone-features.ts';

export interface JudgedDay {
  readonly figures: DayFigures;
  readonly features: readonly Feature[];
}

interface DayToJudge {
  readonly rows: DayRows;
  readonly cityFolder: string;
  readonly cityId: Id;
  readonly day: CivilDay;
  readonly midnight: Date;
  readonly closedAt: Date;
  readonly lived: LivedDay;
}

const DAY_MS = 24 * 3_600_000;

/** Makes a day's figures from its rows, the law and the streets. */
export async function judgeDay(asked: DayToJudge): Promise<JudgedDay> {
  const { cityFolder, cityId, day, midnight, closedAt, lived } = asked;
  const streets = streetEngine(streetsOf(readPbf(await readFile(join(cityFolder, 'streets.osm.pbf')))));
  return withRows(asked.rows, (database) =>
    database.read(async (db) => {
      const orders = await dayOrders(db, { cityId, day });
      const zones = await dayZones(db, { cityId });
      const dayEnds = await lastShiftEnd(db, { cityId, from: midnight, to: new Date(midnight.getTime() + DAY_MS) });
      const deliverable = await deliverableOrders(streets, { orders, zones, dayEnds });
      const figures = dayFigures({ ...lived, orders, deliverable, travel: await dayTravel(db, { cityId }), closedAt });
      return { figures, features: await featuresOf(db, { cityId, closedAt }) };
    }),
  );
}

async function withRows<T>(rows: DayRows, look: (database: Database) => Promise<T>): Promise<T> {
  if ('databaseUrl' in rows) return closing(await openServer({ url: rows.databaseUrl, poolSizeMax: 2 }), look);
  const lock = await lockFolder(rows.folder);
  try {
    return await closing(await openEmbedded({ folder: join(rows.folder, 'database') }), look);
  } finally {
    await lock.release();
  }
}

async function closing<T>(database: Database, look: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await look(database);
  } finally {
    await database.close();
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
  rows: DayRows,
): Promise<{ zeros: Record<string, number>; clean: boolean; report: string }> {
  const source = 'databaseUrl' in rows ? ['--database', rows.databaseUrl] : ['--data', rows.folder];
  const child = spawn(process.execPath, [launcher, 'verify', ...source, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const [out, report] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  const line = out.split('\n').findLast((each) => each.startsWith('{'));
  if (!line) throw new Error(`verify ended with ${code} and without a verdict: ${report || out}`);
  return { zeros: verdictSchema.parse(JSON.parse(line)).zeros, clean: code === 0, report };
}
