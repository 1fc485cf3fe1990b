import { eq } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { PlaceKind, StopMode, StopState } from '../../rules/vocabulary.ts';
import { stops } from '../../schema/routes.ts';

export interface OpenStop {
  readonly id: Id;
  readonly tripId: Id;
  readonly mode: StopMode;
  readonly state: StopState;
  readonly placeKind: PlaceKind;
  readonly placeId: Id;
  readonly servesZoneId: Id | null;
}

/** Locks a stop that must be in one of the states. */
export async function openStop(
  tx: ActionTx,
  { stopId, states }: { stopId: Id; states: readonly StopState[] },
): Promise<OpenStop> {
  const [stop] = await tx.db
    .select({
      id: stops.id,
      tripId: stops.tripId,
      mode: stops.mode,
      state: stops.state,
      placeKind: stops.placeKind,
      placeId: stops.placeId,
      servesZoneId: stops.servesZoneId,
    })
    .from(stops)
    .where(eq(stops.id, stopId))
    .for('update');
  if (!stop) throw new Refusal('notFound', { stopId });
  if (!states.includes(stop.state)) throw new Refusal('wrongState', { noun: 'stop', is: stop.state, allowed: states });
  return stop;
}
