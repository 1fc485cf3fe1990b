import { advanceClock, type Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { nextDue } from '@baogong/drizzle/queries/sweeps/next-due';
import { runDue } from './run-due/run-due.ts';

export interface Stepping {
  readonly database: Database;
  readonly clock: Clock;
  /** Resolves when outbox and queues are empty. */
  readonly idle: () => Promise<void>;
}

/** Instants at which something is due within one step; more is a loop that feeds itself. */
const DUE_PER_STEP_MAX = 10_000;

/** Moves simulated time forward: everything due on the way runs at its own instant, in order, and all of it has settled. */
export async function stepClock({ database, clock, idle }: Stepping, to: Date): Promise<void> {
  for (let step = 0; step < DUE_PER_STEP_MAX; step++) {
    const now = await clock.now();
    const due = await database.read((db) => nextDue(db, { after: now, to }));
    if (!due) break;
    await advanceClock(database, due);
    await runDue({ database, clock });
    await idle();
  }
  await advanceClock(database, to);
  await idle();
}
