import { join } from 'node:path';
import { createApp } from '@baogong/api/app';
import { readApiConfig } from '@baogong/api/config';
import { terminalSmsGateway } from '@baogong/api/identity/terminal-sms-gateway';
import { listen } from '@baogong/api/server';
import { type Clock, clockOf, startSteppedClock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { allCities } from '@baogong/drizzle/queries/cities/all-cities';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Logger } from 'pino';
import { cityPlanners } from './embedded/city-planners.ts';
import { foundCity } from './embedded/found-city.ts';
import { keepDaysOpen } from './embedded/keep-days-open.ts';
import { openData } from './embedded/open-data.ts';
import { allJobs, jobsOf, schedulesFor } from './jobs/all-jobs.ts';
import { stepClock } from './jobs/step-clock.ts';
import { untilIdle } from './outbox/idle.ts';
import { startRedrive } from './outbox/redrive.ts';
import { startRelay } from './outbox/relay.ts';
import { bury } from './queues/bury.ts';
import { embeddedBackend } from './queues/embedded-backend.ts';
import { startJobEngine } from './queues/job-engine.ts';

export interface EmbeddedSettings {
  readonly dataDir: string;
  /** City folders; those of the data folder unless a day is lived elsewhere. */
  readonly citiesDir: string;
  readonly city: string;
  readonly port: number;
  /** Simulated time from this instant on, for a new data folder. */
  readonly steppedFrom: Date | undefined;
  readonly waveIntervalS: number;
  readonly pages: string | undefined;
  /** The city is the demo city, which was drawn and where nobody is real. */
  readonly demonstration?: boolean;
  readonly log: Logger;
  /** One line for people about each step. */
  readonly say: (line: string) => void;
  /** What must be settled before a database is touched, by the folder's only owner. */
  readonly prepare?: () => Promise<void>;
  /** Gives up at the next step of the start, leaving nothing open. */
  readonly signal?: AbortSignal;
}

export interface Embedded {
  readonly address: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly cityId: Id;
  stop(): Promise<void>;
}

const IDLE_TIMEOUT_MS = 120_000;

/** The whole system in this process: database, queues, routing, planner, API and pages, on loopback. */
export async function startEmbedded(settings: EmbeddedSettings): Promise<Embedded> {
  const { dataDir, citiesDir, city, log } = settings;
  const step = (line: string) => {
    settings.signal?.throwIfAborted();
    settings.say(line);
  };
  step('Database');
  const { database, lock, isNew } = await openData(dataDir, settings.prepare);
  const closing: (() => Promise<void>)[] = [() => lock.release(), () => database.close()];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const clock =
      isNew && settings.steppedFrom ? await startSteppedClock(database, settings.steppedFrom) : await clockOf(database);
    step(`City ${city}`);
    const founding = { database, clock, citiesDir, slug: city, waveIntervalS: settings.waveIntervalS };
    const cityId = await foundCity(founding);
    if (clock.kind === 'wall') closing.push(keepDaysOpen(founding, log));
    step('Road tiles');
    const planners = await cityPlanners({
      ...{ database, clock, citiesDir, log },
      tilesDir: join(citiesDir, '..', 'tiles'),
      cities: await database.read(allCities),
    });
    closing.push(() => planners.close());

    step('Counter and engine room');
    const jobs = await startJobEngine({
      backend: embeddedBackend(database),
      registry: allJobs({ database, clock, planWave: planners.planWave }),
      schedules: schedulesFor(clock),
      concurrency: { planning: 1, upkeep: 2 },
      log,
      onDead: bury({ database, clock }),
    });
    closing.push(() => jobs.stop());
    const relay = await startRelay({ database, jobsOf, add: jobs.add, log });
    closing.push(() => relay.stop());
    const redrive = startRedrive({ database, add: jobs.add, reschedule: jobs.reschedule, log });
    closing.push(() => redrive.stop());
    const idle = () => untilIdle({ database, relay, jobs, timeoutMs: IDLE_TIMEOUT_MS });

    const app = createApp({
      ...{ database, clock },
      smsGateway: terminalSmsGateway(process.stdout),
      config: readApiConfig(),
      logger: log,
      ...(clock.kind === 'stepped' && {
        simulation: { advance: (to: Date) => stepClock({ database, clock, idle }, to) },
      }),
      ...(settings.pages && { pages: settings.pages }),
      ...(settings.demonstration && { demonstration: true }),
    });
    const listening = await listen({ app, host: '127.0.0.1', port: settings.port });
    closing.push(() => listening.close());
    lock.announce(listening.address, '');
    return { address: listening.address, database, clock, cityId, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
