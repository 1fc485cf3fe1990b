import type { Database } from '@baogong/drizzle/database/port';
import { type BackendFactory, createPostgresBackend, type IQueueBackend } from 'bullmq';
import { type QueueBackend, queueBackend } from './backend.ts';
import { asBullPool } from './bull-pool.ts';

/** Jobs in schema `bullmq` of the same database: no service of its own. The database closes the pool. */
export function embeddedBackend(database: Database): QueueBackend {
  return queueBackend({
    kind: 'embedded',
    connection: asBullPool(database.queuePool()),
    // The connection above is of the kind that this factory takes.
    factory: createPostgresBackend as BackendFactory<IQueueBackend, unknown>,
  });
}
