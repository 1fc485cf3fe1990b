import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { grantLogin } from '@baogong/drizzle/database/grant-login';
import { lockFolder } from '@baogong/drizzle/database/lock-folder';
import { migrate } from '@baogong/drizzle/database/migrate';
import { openServer } from '@baogong/drizzle/database/open-server';
import type { Database } from '@baogong/drizzle/database/port';
import { sql } from 'drizzle-orm';
import { migrateQueues } from '../../queues/migrate-queues.ts';
import { type LoadedForServing, loadCityForServing } from '../load-city.ts';
import { NotServed } from '../not-served.ts';
import { freePort } from './free-port.ts';
import { LocalProcess, type ProcessPlan } from './local-process.ts';
import { osrmKeeper } from './osrm-keeper.ts';
import { localPostgres } from './postgres.ts';
import { localRedis } from './redis.ts';

export interface LocalStackAsked {
  /** Cluster, queue and logs. */
  readonly dir: string;
  /** City folders and road tiles. */
  readonly dataDir: string;
  readonly city: string;
  readonly waveIntervalS: number;
  readonly steppedFrom?: Date | undefined;
  readonly apis: number;
  readonly dispatchers: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Ends a start that takes too long for whoever waits. */
  readonly signal?: AbortSignal;
}

export interface LocalStack extends LoadedForServing {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly apiAddresses: readonly string[];
  /** By role: `postgres`, `redis`, `api-1` … `dispatcher-1` …, and `keeper` where OSRM is on this machine. */
  readonly processes: ReadonlyMap<string, LocalProcess>;
  /** As the server's processes see it. */
  readonly database: Database;
  stop(): Promise<void>;
}

const LOGIN = 'baogong';
const launcher = fileURLToPath(new URL('../../../bin/run.mjs', import.meta.url));

/** The whole server mode on this machine: PostgreSQL, Redis, counters and dispatchers, each a process that is kept running. */
export async function startLocalStack(asked: LocalStackAsked): Promise<LocalStack> {
  const { dir, say, signal } = asked;
  mkdirSync(dir, { recursive: true });
  // The database's unprivileged user goes through it to its own folder.
  chmodSync(dir, 0o755);
  const processes = new Map<string, LocalProcess>();
  const closing: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  const run = async (plan: ProcessPlan) => {
    const kept = new LocalProcess(plan);
    processes.set(plan.name, kept);
    closing.push(() => kept.stop());
    await unlessStopped(kept.start(), signal);
  };
  const lock = await lockFolder(dir);
  closing.push(() => lock.release());
  try {
    say('PostgreSQL and Redis');
    const postgres = localPostgres({ dir, port: await freePort() });
    const redis = localRedis({ dir, port: await freePort() });
    await run(postgres.plan);
    await run(redis.plan);

    say('Schema');
    await prepareSchema(postgres.ownerUrl);
    const databaseUrl = postgres.urlOf(LOGIN, 'postgres');
    const database = await openServer({ url: databaseUrl });
    closing.push(() => database.close());
    say(`City ${asked.city}`);
    const loaded = await loadCityForServing(database, { ...asked, slug: asked.city });

    say('Counters and dispatchers');
    const env = {
      ...{ DATABASE_URL: databaseUrl, REDIS_URL: redis.url, DATA_DIR: asked.dataDir, LOG_LEVEL: 'warn' },
      BAOGONG_SECRET: randomBytes(32).toString('hex'),
      ...asked.env,
    };
    const keeper = await osrmKeeper({ ...asked, ...{ cityId: loaded.cityId, database, launcher, env } });
    if (keeper) closing.push(async () => void (await keeper.endLeft()));
    if (keeper) say('OSRM beside them; the first time it compiles the streets');
    // Beside the others, because streets may have to be compiled first.
    const keeping = keeper ? run(keeper.plan) : Promise.resolve();
    keeping.catch(() => undefined);
    const apiAddresses = await startRole({ role: 'api', count: asked.apis, setting: 'PORT', dir, env, run });
    await startRole({ role: 'dispatcher', count: asked.dispatchers, setting: 'HEALTH_PORT', dir, env, run });
    await keeping;
    return { ...loaded, databaseUrl, redisUrl: redis.url, apiAddresses, processes, database, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits no longer than whoever asked for the start does. */
async function unlessStopped(starting: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(new NotServed('Stopped before everything answered.'));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([starting, stopped]);
}

async function prepareSchema(ownerUrl: string): Promise<void> {
  const owner = await openServer({ url: ownerUrl });
  try {
    await migrate(owner, [migrateQueues]);
    await grantLogin(owner, { name: LOGIN });
    await owner.transaction((tx) => tx.execute(sql`analyze`), { role: 'owner' });
  } finally {
    await owner.close();
  }
}

async function startRole(asked: {
  readonly role: 'api' | 'dispatcher';
  readonly count: number;
  readonly setting: string;
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly run: (plan: ProcessPlan) => Promise<void>;
}): Promise<string[]> {
  const { role, count, setting, dir, env, run } = asked;
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  await Promise.all(
    ports.map((port, index) =>
      run({
        name: `${role}-${index + 1}`,
        command: process.execPath,
        args: [launcher, 'serve', role],
        // PostgreSQL shows whose connection is whose.
        env: { ...env, [setting]: String(port), PGAPPNAME: `${role}-${index + 1}` },
        logFile: join(dir, `${role}-${index + 1}.log`),
        stopSignal: 'SIGTERM',
        isReady: async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok,
      }),
    ),
  );
  return ports.map((port) => `http://127.0.0.1:${port}`);
}
