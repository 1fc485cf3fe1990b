import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Unavailable } from '../rules/refusal.ts';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Database, TransactionOptions, Tx } from './port.ts';
import { sqlStateOf } from './sql-state.ts';

/** What an action works with: one open transaction, who acts and why, and the instant of the whole action. */
export interface ActionTx {
  readonly db: Tx;
  readonly actor: Actor;
  readonly purpose: string;
  readonly now: Date;
}

export interface ActionContext extends Pick<TransactionOptions, 'isolation'> {
  readonly actor: Actor;
  readonly purpose: string;
  readonly clock: Clock;
}

const ATTEMPTS_MAX = 6;
const BACKOFF_MS = 8;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';

/**
 * The only way to a transaction of an action. `run` may be run again after a serialization failure or deadlock, so it
 * must be repeatable: nothing but `tx` inside, no network, no router, no solver. Whoever loses each time may come again later.
 */
export async function withTransaction<T>(
  database: Database,
  { actor, purpose, clock, isolation = 'read committed' }: ActionContext,
  run: (tx: ActionTx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction(async (db) => run({ db, actor, purpose, now: await clock.now(db) }), {
        isolation,
      });
    } catch (error) {
      const state = sqlStateOf(error);
      const mayRetry = state === SERIALIZATION_FAILURE || state === DEADLOCK_DETECTED;
      if (!mayRetry) throw error;
      if (attempt === ATTEMPTS_MAX) {
        throw new Unavailable(`others came in between ${ATTEMPTS_MAX} times`, { cause: error });
      }
      await delay(BACKOFF_MS * 2 ** attempt * Math.random());
    }
  }
}

/** Runs a part that may be undone alone, so that one refused order does not take the whole list with it. */
export async function savepoint<T>(tx: ActionTx, run: () => Promise<T>): Promise<T> {
  await tx.db.execute(sql`savepoint part`);
  try {
    const result = await run();
    await tx.db.execute(sql`release savepoint part`);
    return result;
  } catch (error) {
    await tx.db.execute(sql`rollback to savepoint part`);
    await tx.db.execute(sql`release savepoint part`);
    throw error;
  }
}
