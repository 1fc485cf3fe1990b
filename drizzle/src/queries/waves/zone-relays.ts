import { and, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { relays } from '../../schema/zones.ts';

export interface ZoneRelay {
  readonly id: Id;
  readonly zoneId: Id;
  readonly point: LngLat;
}

/** The relays of some zones that are open at `at`. */
export async function zoneRelays(
  db: Reader,
  { zoneIds, at }: { zoneIds: readonly Id[]; at: Date },
): Promise<ZoneRelay[]> {
  if (zoneIds.length === 0) return [];
  return db
    .select({ id: relays.id, zoneId: relays.zoneId, point: relays.point })
    .from(relays)
    .where(and(inArray(relays.zoneId, [...zoneIds]), or(isNull(relays.endsAt), gt(relays.endsAt, at))))
    .orderBy(relays.id);
}
