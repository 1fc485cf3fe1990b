import { sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { Id } from '../../rules/ids.ts';

/**
 * The own zone of each inside carrier: the innermost (strictest) one in force at `at` that covers the entrance of his home
 * building. Riders without one are left out.
 */
export async function ownZones(
  db: Reader,
  { riderIds, at }: { riderIds: readonly Id[]; at: Date },
): Promise<Map<Id, Id>> {
  if (riderIds.length === 0) return new Map();
  const instant = at.toISOString();
  const found = await rows<{ riderId: Id; zoneId: Id }>(
    db,
    sql`
      select distinct on (riders.id) riders.id as "riderId", zones.id as "zoneId"
      from riders
      join jurisdictions home on home.id = riders.home_building_id
      join zones on zones.city_id = riders.city_id and ST_Covers(zones.declared, home.point)
        and zones.valid_from <= ${instant}::timestamptz
        and (zones.valid_to is null or zones.valid_to > ${instant}::timestamptz)
      where riders.id = any(${uuids(riderIds)}) and riders.traveller_class = 'insideCarrier'
      order by riders.id, array_position(array['sealed', 'restricted', 'precaution'], zones.class), zones.id`,
  );
  return new Map(found.map(({ riderId, zoneId }) => [riderId, zoneId]));
}
