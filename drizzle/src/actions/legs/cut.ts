import { eq } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { type LngLat, lineLengthM } from '../../rules/geo.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { restOfLine } from '../../rules/rest-of-line.ts';
import { legs, positions } from '../../schema/legs.ts';
import { drivenLine } from './arrive.ts';

export type LegRow = typeof legs.$inferSelect;

/** A leg under way, seen from where its traveller is now. */
export interface CutLeg {
  readonly leg: LegRow;
  readonly driven: readonly LngLat[];
  readonly rest: readonly LngLat[];
}

/** What is driven and what is left of a leg; nothing is driven before its departure. */
export async function splitLeg(tx: ActionTx, leg: LegRow): Promise<CutLeg> {
  if (!leg.departedAt) return { leg, driven: [], rest: leg.line };
  const driven = await drivenLine(tx, leg.id);
  const here = driven.at(-1);
  if (!here) return { leg, driven: [], rest: leg.line };
  return { leg, driven, rest: restOfLine(leg.line, here, lineLengthM(driven)) };
}

/**
 * Cuts a running leg where its traveller is: the driven part becomes `driven` under the law it was driven under, the rest
 * a new row that continues it. A rest that is superseded is kept for the record; nobody drives it.
 */
export async function cutLeg(
  tx: ActionTx,
  { cut, restStatus, lawVersion }: { cut: CutLeg; restStatus: 'planned' | 'superseded'; lawVersion: number },
): Promise<Id> {
  const { leg, driven, rest } = cut;
  const here = rest[0];
  const pieceId = newId();
  const spot = { kind: 'spot' as const, id: leg.routeId };

  await tx.db
    .update(legs)
    .set({
      status: 'driven',
      line: [...driven],
      drivenLine: [...driven],
      arrivedAt: tx.now,
      toKind: spot.kind,
      toId: spot.id,
      stopId: null,
    })
    .where(eq(legs.id, leg.id));
  await tx.db.insert(legs).values({
    ...leg,
    id: pieceId,
    seq: leg.seq + 1,
    fromKind: spot.kind,
    fromId: spot.id,
    status: restStatus,
    line: [...rest],
    startsAt: tx.now,
    endsAt: leg.endsAt > tx.now ? leg.endsAt : new Date(tx.now.getTime() + 1000),
    lawVersion,
    departedAt: restStatus === 'planned' ? tx.now : null,
    arrivedAt: null,
    drivenLine: null,
    continuesId: leg.id,
  });
  if (restStatus === 'planned' && here) {
    await tx.db.insert(positions).values({ legId: pieceId, seq: 0, at: tx.now, lng: here[0], lat: here[1] });
  }
  return pieceId;
}
