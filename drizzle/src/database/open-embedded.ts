import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';

import { EmbeddedQueuePool } from './embedded-queue-pool.ts';
import { EmbeddedSession } from './embedded-session.ts';
import { LocalHolds } from './local-holds.ts';
import type { Database } from './port.ts';
import { runTransaction } from './run-transaction.ts';
import { slimPostgis } from './slim-postgis.ts';
import { TransactionGuard } from './transaction-guard.ts';

export interface EmbeddedOptions {
  /** Where rows are kept; without it they live in memory. The caller holds the folder's lock. */
  readonly folder?: string;
  /** A dump that fills a new database; an existing folder must not be given one. */
  readonly snapshot?: Blob;
}

export interface EmbeddedDatabase extends Database {
  /** The whole database as a gzipped tar, to be opened again as `snapshot`. */
  dump(): Promise<Blob>;
}

/** PostgreSQL with PostGIS inside this process: one session, one process, no service. */
export async function openEmbedded({ folder, snapshot }: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const pglite = await PGlite.create({
    ...(folder ? { dataDir: folder } : {}),
    ...(snapshot ? { loadDataDir: snapshot } : {}),
    extensions: { postgis: slimPostgis, btree_gist, pg_trgm, pgcrypto, ltree },
    startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
  });
  // Once for the session: BullMQ's statements name its tables without their schema.
  await pglite.exec('set search_path to public, bullmq');

  const session = new EmbeddedSession(pglite);
  const guard = new TransactionGuard();
  const holds = new LocalHolds();
  const queuePool = new EmbeddedQueuePool(session, guard);

  const database: EmbeddedDatabase = {
    engine: 'pglite',
    async transaction(run, options) {
      guard.refuseInside('a transaction');
      return session.lock.run(async () => {
        try {
          return await guard.run(() => runTransaction(session, run, options));
        } finally {
          if (options?.role === 'owner') await session.forgetStatements();
        }
      });
    },
    read: (run) => database.transaction(run, { isolation: 'repeatable read', readOnly: true }),
    listen: (channel, onPayload) => session.notifications.subscribe(channel, onPayload),
    hold: async (name) => holds.take(name),
    queuePool: () => queuePool,
    dump: () => session.lock.run(() => pglite.dumpDataDir('gzip')),
    close: () => session.lock.run(() => pglite.close()),
  };
  return database;
}
