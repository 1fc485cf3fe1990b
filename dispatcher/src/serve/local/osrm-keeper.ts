import { join } from 'node:path';
import type { Database } from '@baogong/drizzle/database/port';
import { liveRouters } from '@baogong/drizzle/queries/routers/live-routers';
import type { Id } from '@baogong/drizzle/rules/ids';
import { readOsrmConfig } from '../../routing/osrm/config.ts';
import { findOsrm } from '../../routing/osrm/tools/find-osrm.ts';
import { endLeftChildren } from '../../routing/osrm/tools/left-children.ts';
import type { ProcessPlan } from './local-process.ts';

export interface OsrmKeeper {
  readonly plan: ProcessPlan;
  /** Ends what a keeper that was killed has left behind, if no other one came after it. */
  endLeft(): Promise<unknown>;
}

/** Compiling the streets of a large city takes minutes, once. */
const READY_MAX_MS = 600_000;

/** The city's OSRM with its law, where OSRM's executables are on this machine; elsewhere Valhalla does without. */
export async function osrmKeeper(asked: {
  readonly dir: string;
  readonly dataDir: string;
  readonly city: string;
  readonly cityId: Id;
  readonly database: Database;
  readonly launcher: string;
  readonly env: NodeJS.ProcessEnv;
}): Promise<OsrmKeeper | undefined> {
  const { dir, dataDir, city, cityId, database, launcher, env } = asked;
  if (!(await findOsrm(readOsrmConfig()))) return undefined;
  return {
    plan: {
      name: 'keeper',
      command: process.execPath,
      args: [launcher, 'osrm', '--city', city, '--data', dataDir],
      env: { ...env, PGAPPNAME: 'keeper' },
      logFile: join(dir, 'keeper.log'),
      stopSignal: 'SIGTERM',
      readyMaxMs: READY_MAX_MS,
      isReady: async () => (await database.read((db) => liveRouters(db, cityId))).length > 0,
    },
    endLeft: () => endLeftChildren(join(dataDir, 'osrm', city, 'run')),
  };
}
