import { join } from 'node:path';
import { createApp } from '@baogong/api/app';
import { readApiConfig } from '@baogong/api/config';
import { terminalSmsGateway } from '@baogong/api/identity/terminal-sms-gateway';
import { listen } from '@baogong/api/server';
import { openSession } from '@baogong/drizzle/actions/identity/open-session';
import { type Clock, clockOf, startSteppedClock } from '@baogong/drizzle/database/clock';
import { migrate } from '@baogong/drizzle/database/migrate';
import { openServer } from '@baogong/drizzle/database/open-server';
import type { Database } from '@baogong/drizzle/database/port';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import { allCities } from '@baogong/drizzle/queries/cities/all-cities';
import { demoAccounts } from '@baogong/drizzle/queries/cities/demo-accounts';
import { pino } from 'pino';
import { foundCity } from '../../embedded/found-city.ts';
import { RUSH_FROM } from './rush-city.ts';

export interface ServerCounter {
  readonly database: Database;
  readonly address: string;
  /** Of all counters; each has a pool of its own and knows nothing of the others. */
  readonly addresses: readonly string[];
  readonly integration: string;
  close(): Promise<void>;
}

const POOL_SIZE_MAX = 16;
const WAVE_EVERY_S = 86_400;

/** Counters over one PostgreSQL server, with a city of their own in it. */
export async function openServerCounter(asked: {
  readonly url: string;
  readonly dataDir: string;
  readonly slug: string;
  readonly counters?: number;
}): Promise<ServerCounter> {
  const database = await openServer({ url: asked.url, poolSizeMax: POOL_SIZE_MAX });
  await migrate(database);
  const clock = await simulatedClock(database);
  const citiesDir = join(asked.dataDir, 'cities');
  const cityId = await foundCity({ database, clock, citiesDir, slug: asked.slug, waveIntervalS: WAVE_EVERY_S });
  const accountId = (await database.read((db) => demoAccounts(db, cityId))).get('integration');
  if (!accountId) throw new RangeError(`city ${asked.slug} has no account for integration`);
  const session = await withTransaction(
    database,
    { actor: { kind: 'system', id: 'bench' }, purpose: 'bench', clock },
    (tx) => openSession(tx, { accountId, wallNow: new Date() }),
  );

  const first = await openCounter(database, clock);
  const others = await Promise.all(
    Array.from({ length: (asked.counters ?? 1) - 1 }, async () =>
      openCounter(await openServer({ url: asked.url, poolSizeMax: POOL_SIZE_MAX }), clock),
    ),
  );
  return {
    database,
    address: first.address,
    addresses: [first, ...others].map(({ address }) => address),
    integration: session.token,
    async close() {
      for (const counter of [...others, first]) await counter.close();
    },
  };
}

async function openCounter(database: Database, clock: Clock) {
  const app = createApp({
    ...{ database, clock },
    smsGateway: terminalSmsGateway(process.stderr),
    config: readApiConfig({ ...process.env, REQUEST_TIMEOUT_S: '300' }),
    logger: pino({ level: 'silent' }),
    simulation: { advance: () => Promise.reject(new RangeError('time stands still in a rush')) },
  });
  const server = await listen({ app, host: '127.0.0.1', port: 0 });
  return {
    address: server.address,
    async close() {
      await server.close();
      await database.close();
    },
  };
}

/** Sessions of many people at once are minted on simulated time alone, so a database that lives by wall time is spared. */
async function simulatedClock(database: Database) {
  const known = await clockOf(database);
  if (known.kind === 'stepped') return known;
  if ((await database.read(allCities)).length === 0) return startSteppedClock(database, RUSH_FROM);
  throw new RangeError(
    'DATABASE_URL names a database with a city that lives by wall time: name one for the bench alone',
  );
}
