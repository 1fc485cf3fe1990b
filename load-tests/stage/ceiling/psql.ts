import { join } from 'node:path';
import { mustRun } from '../run-program.ts';
import { binFolder } from './bin-folder.ts';

/** Runs psql as the superuser of a local stack, and gives the bare rows. */
export async function psql(databaseUrl: string, args: readonly string[]): Promise<string> {
  const superuser = new URL(databaseUrl);
  superuser.username = 'postgres';
  return mustRun({
    command: join(binFolder(), 'psql'),
    args: ['-qAtX', '-v', 'ON_ERROR_STOP=1', ...args, superuser.href],
    env: { PGOPTIONS: '-c client_min_messages=warning' },
  });
}
