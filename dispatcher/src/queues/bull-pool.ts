import type { QueuePool } from '@baogong/drizzle/database/port';
import type { PgPool } from 'bullmq';

/** BullMQ names its row types at each call where our port says `unknown`; the calls themselves are the same. */
export function asBullPool(pool: QueuePool): PgPool {
  return pool as unknown as PgPool;
}
