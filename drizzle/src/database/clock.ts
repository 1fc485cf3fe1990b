import { eq } from 'drizzle-orm';
import { InvariantError, Refusal } from '../rules/refusal.ts';
import { simulationClock } from '../schema/transport.ts';
import type { Database, Reader } from './port.ts';

/** Every instant that enters a row or a rule comes from here. */
export interface Clock {
  readonly kind: 'wall' | 'stepped';
  /** Inside a transaction pass its reader: the database itself refuses work there. */
  now(db?: Reader): Promise<Date>;
}

const ONLY_ROW = 1;

export const wallClock: Clock = { kind: 'wall', now: async () => new Date() };

/** Time stands in one row that all processes read, and moves only by `advanceClock`. */
export function steppedClock(database: Database): Clock {
  return {
    kind: 'stepped',
    now: async (db) => {
      const at = await (db ? steppedNow(db) : database.read(steppedNow));
      if (!at) throw new InvariantError('this database was not created with the stepped clock');
      return at;
    },
  };
}

/** The clock that this database was created with. */
export async function clockOf(database: Database): Promise<Clock> {
  return (await database.read(steppedNow)) ? steppedClock(database) : wallClock;
}

/** Makes a new database a stepped one; its time starts at `at`. */
export async function startSteppedClock(database: Database, at: Date): Promise<Clock> {
  await database.transaction((tx) => tx.insert(simulationClock).values({ id: ONLY_ROW, at }));
  return steppedClock(database);
}

/** Moves the stepped clock forward. Time never runs back. */
export async function advanceClock(database: Database, to: Date): Promise<void> {
  await database.transaction(async (tx) => {
    const now = await steppedNow(tx);
    if (!now) throw new InvariantError('this database was not created with the stepped clock');
    if (to < now) throw new Refusal('clockBackwards', { field: 'to', value: to.toISOString(), now: now.toISOString() });
    await tx.update(simulationClock).set({ at: to }).where(eq(simulationClock.id, ONLY_ROW));
  });
}

async function steppedNow(db: Reader): Promise<Date | undefined> {
  const [row] = await db.select({ at: simulationClock.at }).from(simulationClock);
  return row?.at;
}
