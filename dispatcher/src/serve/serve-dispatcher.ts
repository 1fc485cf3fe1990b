import { join } from 'node:path';
import { clockOf } from '@baogong/drizzle/database/clock';
import { rows } from '@baogong/drizzle/database/rows';
import { allCities } from '@baogong/drizzle/queries/cities/all-cities';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { cityPlanners } from '../embedded/city-planners.ts';
import { keepDaysOpen } from '../embedded/keep-days-open.ts';
import { allJobs, jobsOf, schedulesFor } from '../jobs/all-jobs.ts';
import { startRedrive } from '../outbox/redrive.ts';
import { startRelay } from '../outbox/relay.ts';
import { whileLeading } from '../outbox/while-leading.ts';
import { bury } from '../queues/bury.ts';
import { startJobEngine } from '../queues/job-engine.ts';
import { redisBackend } from '../queues/redis-backend.ts';
import type { ServeConfig } from './config.ts';
import { healthServer } from './health-server.ts';
import { openServerDatabase } from './open-server-database.ts';
import { requireRedis } from './require-redis.ts';
import { Stack } from './stack.ts';

export interface Served {
  readonly address: string;
  /** Lets what is under way end, within a deadline, and closes. */
  stop(): Promise<void>;
}

const UPKEEP_AT_ONCE = 4;

/** The engine room as a process of its own, beside others like it: they share the queue, one of them relays. */
export async function serveDispatcher(config: ServeConfig, log: Logger): Promise<Served> {
  const open = new Stack();
  try {
    const { dataDir, redisUrl } = config;
    await requireRedis(redisUrl, { mayForget: config.redisMayForget });
    const database = await openServerDatabase(config);
    open.push(() => database.close());
    const clock = await clockOf(database);
    const citiesDir = join(dataDir, 'cities');
    const cities = await database.read(allCities);
    const planners = await cityPlanners({ database, clock, citiesDir, tilesDir: join(dataDir, 'tiles'), cities, log });
    open.push(() => planners.close());

    const jobs = await startJobEngine({
      backend: redisBackend({ url: redisUrl }),
      registry: allJobs({ database, clock, planWave: planners.planWave }),
      schedules: schedulesFor(clock),
      concurrency: { planning: config.planningAtOnce, upkeep: UPKEEP_AT_ONCE },
      log,
      onDead: bury({ database, clock }),
    });
    open.push(() => jobs.stop());
    const redrive = startRedrive({ database, add: jobs.add, reschedule: jobs.reschedule, log });
    open.push(() => redrive.stop());
    const relaying = whileLeading({
      ...{ database, name: 'relay', log },
      start: async () => {
        const relay = await startRelay({ database, jobsOf, add: jobs.add, log });
        return () => relay.stop();
      },
    });
    open.push(() => relaying.stop());
    if (clock.kind === 'wall') {
      const days = whileLeading({
        ...{ database, name: 'days', log },
        start: async () => {
          const keepers = cities.map(({ slug, waveIntervalS }) =>
            keepDaysOpen({ database, clock, citiesDir, slug, waveIntervalS }, log),
          );
          return async () => void (await Promise.all(keepers.map((stop) => stop())));
        },
      });
      open.push(() => days.stop());
    }

    const health = await healthServer({
      ...{ host: config.host, port: config.healthPort },
      parts: {
        database: () => database.read(async (db) => void (await rows(db, sql`select 1`))),
        queue: async () => void (await jobs.quiet()),
        cities: async () => requireKnown(await database.read(allCities), cities),
        streets: async () => {
          if (planners.streetless.length === 0) return;
          throw new Error(
            `${planners.streetless.join(', ')}: no such folder in ${citiesDir}; put it there and start again`,
          );
        },
      },
      facts: () => ({ relays: relaying.leads(), cities: cities.map(({ slug }) => slug) }),
    });
    open.push(() => health.close());
    log.info({ event: 'dispatcher.ready', address: health.address, cities: cities.map(({ slug }) => slug) });
    return { address: health.address, stop: () => open.close() };
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** Planners are made at the start, so that a city that comes later waits for the next one. */
function requireKnown(loaded: readonly { slug: string }[], known: readonly { slug: string }[]): void {
  if (loaded.length === 0) throw new Error('no city is loaded: npm run city -- load, then start this process again');
  const later = loaded.filter(({ slug }) => !known.some((each) => each.slug === slug));
  if (later.length === 0) return;
  throw new Error(`${later.map(({ slug }) => slug).join(', ')} was loaded after this process started: start it again`);
}
