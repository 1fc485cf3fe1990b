import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FolderInUse, lockFolder } from '@baogong/drizzle/database/lock-folder';
import { openEmbedded } from '@baogong/drizzle/database/open-embedded';
import { openServer } from '@baogong/drizzle/database/open-server';
import type { Database } from '@baogong/drizzle/database/port';
import { defaultDataDir } from '../../embedded/start-arguments.ts';
import { freePort } from '../../serve/local/free-port.ts';
import { LocalProcess } from '../../serve/local/local-process.ts';
import { localPostgres } from '../../serve/local/postgres.ts';
import { NotServed } from '../../serve/not-served.ts';
import { reasonOf } from '../../serve/reason-of.ts';

export const VERIFY_USAGE = `Recompute what must be zero from the rows of a day.

  verify [--data DIR | --database URL] [--json]

Without either it judges the newest simulated day.
`;

/** There is nothing that could be judged; the message is one sentence for people. */
export class NotJudged extends Error {}

export type Source = { readonly data: string } | { readonly database: string };

export interface VerifyArguments {
  readonly source: Source;
  readonly json: boolean;
}

/** The command line of `verify`; without a source, the newest day that `simulate` left. */
export function readVerifyArguments(given: readonly string[], dataDir = defaultDataDir): VerifyArguments {
  const { values } = parseArgs({
    args: [...given],
    options: { data: { type: 'string' }, database: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const { data, database, json } = values;
  if (data !== undefined && database !== undefined)
    throw new TypeError('--data and --database: accepted is one of them');
  if (data !== undefined) return { source: { data: resolve(data) }, json };
  if (database === undefined) return { source: { data: newestDay(join(dataDir, 'days')) }, json };
  if (!/^postgres(ql)?:\/\//.test(database)) {
    throw new TypeError(
      `--database ${database}: accepted is an address such as postgres://user@127.0.0.1:5432/baogong`,
    );
  }
  return { source: { database }, json };
}

export function nameOf(source: Source): string {
  if ('data' in source) return source.data;
  const url = new URL(source.database);
  return `${url.host}${url.pathname}`;
}

/** Opens a source for one look and closes it again. */
export async function withSource<T>(source: Source, look: (database: Database) => Promise<T>): Promise<T> {
  return 'data' in source ? withFolder(source.data, look) : withServer(source.database, look);
}

function newestDay(days: string): string {
  const names = existsSync(days) ? readdirSync(days) : [];
  const reported = names.map((name) => join(days, name)).filter((day) => existsSync(join(day, 'report.json')));
  const writtenMs = (day: string) => statSync(join(day, 'report.json')).mtimeMs;
  const [newest] = reported.sort((one, other) => writtenMs(other) - writtenMs(one));
  if (newest !== undefined) return newest;
  throw new NotJudged(
    `There is no simulated day in ${days}: run one (npm run simulate), or name what to judge with --data or --database.`,
  );
}

async function withFolder<T>(folder: string, look: (database: Database) => Promise<T>): Promise<T> {
  if (existsSync(join(folder, 'pg', 'PG_VERSION'))) return withCluster(folder, look);
  const inside = join(folder, 'database');
  if (!existsSync(join(inside, 'PG_VERSION')))
    throw new NotJudged(`${folder} is no data folder: it holds no database.`);
  const lock = await lockFolder(folder);
  try {
    if (existsSync(`${inside}.unfinished`)) {
      throw new NotJudged(`The database in ${folder} was never finished: start it once, then it can be judged.`);
    }
    return await closing(await openEmbedded({ folder: inside }), look);
  } finally {
    await lock.release();
  }
}

/** A day that was lived in server mode has left a whole cluster, which runs for this one look. */
async function withCluster<T>(folder: string, look: (database: Database) => Promise<T>): Promise<T> {
  const lock = await lockFolder(folder);
  try {
    const { plan, urlOf } = localPostgres({ dir: folder, port: await freePort() });
    const cluster = new LocalProcess(plan);
    await cluster.start();
    try {
      return await withServer(urlOf('postgres', 'postgres'), look);
    } finally {
      await cluster.stop();
    }
  } finally {
    await lock.release();
  }
}

async function withServer<T>(url: string, look: (database: Database) => Promise<T>): Promise<T> {
  const database = await openServer({ url, poolSizeMax: 1 }).catch((cause: unknown) => {
    const { host, pathname } = new URL(url);
    throw new NotJudged(`The database ${host}${pathname} does not answer: ${reasonOf(cause)}.`, { cause });
  });
  return closing(database, look);
}

async function closing<T>(database: Database, look: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

/** A sentence for people where the fault is theirs to mend. */
export function plainFault(error: unknown): string | undefined {
  const isPlain = error instanceof NotJudged || error instanceof FolderInUse || error instanceof NotServed;
  return isPlain ? error.message : undefined;
}
