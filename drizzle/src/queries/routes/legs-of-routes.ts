import { asc, inArray } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { legs } from '../../schema/legs.ts';
import type { LegView } from './route-view.ts';

/** Legs in the order in which they are driven; of a driven one the line that was driven. */
export async function legsOfRoutes(db: Reader, routeIds: readonly Id[]): Promise<(LegView & { tripId: Id })[]> {
  const found = await db
    .select({
      id: legs.id,
      tripId: legs.tripId,
      seq: legs.seq,
      status: legs.status,
      purpose: legs.purpose,
      fromKind: legs.fromKind,
      toKind: legs.toKind,
      stopId: legs.stopId,
      planned: legs.line,
      driven: legs.drivenLine,
      startsAt: legs.startsAt,
      endsAt: legs.endsAt,
      departedAt: legs.departedAt,
      arrivedAt: legs.arrivedAt,
      lawVersion: legs.lawVersion,
      continuesId: legs.continuesId,
    })
    .from(legs)
    .where(inArray(legs.routeId, [...routeIds]))
    .orderBy(asc(legs.routeId), asc(legs.seq));
  return found.map(({ planned, driven, ...leg }) => ({ ...leg, line: driven ?? planned }));
}
