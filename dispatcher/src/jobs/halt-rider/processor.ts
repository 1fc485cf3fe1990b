import { haltIfInvalid } from '@baogong/drizzle/actions/riders/halt';
import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import { bindJob } from '../../queues/define-job.ts';
import { haltRiderJob } from './job.ts';

/** A rider's health facts have changed: if his code no longer holds he stops where he is. */
export function haltRiderProcessor({ database, clock }: { database: Database; clock: Clock }) {
  const actor = { kind: 'system', id: haltRiderJob.name } as const;
  return bindJob(haltRiderJob, async ({ riderId }) => {
    await withTransaction(database, { actor, purpose: 'healthGate', clock }, (tx) => haltIfInvalid(tx, { riderId }));
  });
}
