import { chmodSync } from 'node:fs';
import { freePort } from '../../serve/local/free-port.ts';
import { LocalProcess } from '../../serve/local/local-process.ts';
import { localPostgres } from '../../serve/local/postgres.ts';

/** Runs with a PostgreSQL server of its own in a folder; gives its owner's address. */
export async function withOwnPostgres<T>(dir: string, run: (ownerUrl: string) => Promise<T>): Promise<T> {
  // The database's unprivileged user goes through it to its own folder.
  chmodSync(dir, 0o755);
  const { plan, ownerUrl } = localPostgres({ dir, port: await freePort() });
  const server = new LocalProcess(plan);
  try {
    await server.start();
    return await run(ownerUrl);
  } finally {
    await server.stop();
  }
}
