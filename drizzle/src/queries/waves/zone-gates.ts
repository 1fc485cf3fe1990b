import { and, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { gates } from '../../schema/zones.ts';

export interface ZoneGate {
  readonly id: Id;
  readonly zoneId: Id;
  readonly point: LngLat;
  readonly innerPoint: LngLat;
}

/** The gates of some zones that are open at `at`. */
export async function zoneGates(
  db: Reader,
  { zoneIds, at }: { zoneIds: readonly Id[]; at: Date },
): Promise<ZoneGate[]> {
  if (zoneIds.length === 0) return [];
  const found = await db
    .select({ id: gates.id, zoneId: gates.zoneId, point: gates.point, innerPoint: gates.innerPoint })
    .from(gates)
    .where(and(inArray(gates.zoneId, [...zoneIds]), or(isNull(gates.endsAt), gt(gates.endsAt, at))))
    .orderBy(gates.id);
  return found.flatMap(({ zoneId, ...gate }) => (zoneId ? [{ ...gate, zoneId }] : []));
}
