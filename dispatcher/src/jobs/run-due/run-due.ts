import { haltIfInvalid } from '@baogong/drizzle/actions/riders/halt';
import { enforceDueZones } from '@baogong/drizzle/actions/sweeps/enforce-due-zones';
import { openDueWaves } from '@baogong/drizzle/actions/sweeps/open-due-waves';
import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { type ActionTx, withTransaction } from '@baogong/drizzle/database/transaction';
import { ridersUnderWay } from '@baogong/drizzle/queries/sweeps/riders-under-way';

export interface Due {
  readonly database: Database;
  readonly clock: Clock;
}

/** Everything whose time has come, by the clock: zones that begin or end, codes that ran out, waves. */
export async function runDue(due: Due): Promise<void> {
  await act(due, 'sweep-zones', enforceDueZones);
  for (const riderId of await due.database.read(ridersUnderWay)) {
    await act(due, 'sweep-health', (tx) => haltIfInvalid(tx, { riderId }));
  }
  await act(due, 'sweep-waves', openDueWaves);
}

async function act<T>({ database, clock }: Due, id: string, run: (tx: ActionTx) => Promise<T>): Promise<T> {
  return withTransaction(database, { actor: { kind: 'system', id }, purpose: 'sweep', clock }, run);
}
