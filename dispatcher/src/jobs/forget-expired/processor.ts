import { forgetExpired } from '@baogong/drizzle/actions/identity/forget-expired';
import { wallClock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import { bindJob } from '../../queues/define-job.ts';
import { forgetExpiredJob } from './job.ts';

/** Short transactions, so that nobody waits long; what one run leaves over is the next one's. */
const PARTS_MAX = 40;

/** Deletes transport that has run out: codes, sessions, links and idempotency keys. */
export function forgetExpiredProcessor({ database }: { database: Database }) {
  const acting = {
    actor: { kind: 'system', id: forgetExpiredJob.name },
    purpose: 'upkeep',
    clock: wallClock,
  } as const;
  return bindJob(forgetExpiredJob, async (_payload, { signal }) => {
    for (let part = 0; part < PARTS_MAX && !signal.aborted; part++) {
      const forgotten = await withTransaction(database, acting, (tx) => forgetExpired(tx, { wallNow: tx.now }));
      if (forgotten === 0) return;
    }
  });
}
