import { recordDeadLetter } from '@baogong/drizzle/actions/jobs/record-dead-letter';
import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import type { DeadJob } from './job-engine.ts';

const actor = { kind: 'system', id: 'job-engine' } as const;

/** Writes each dead job where command reads it. */
export function bury({ database, clock }: { database: Database; clock: Clock }): (dead: DeadJob) => Promise<void> {
  return (dead) => withTransaction(database, { actor, purpose: 'upkeep', clock }, (tx) => recordDeadLetter(tx, dead));
}
