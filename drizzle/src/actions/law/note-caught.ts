import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { policyInForce } from '../../queries/law/policy-in-force.ts';
import type { Id } from '../../rules/ids.ts';
import { travellerClasses } from '../../rules/vocabulary.ts';
import { mayEnter } from '../../rules/zone-law.ts';

/**
 * Writes down which travellers under way a newly forced zone has closed in, though their class may not be there: each may
 * leave it once. Returns their routes.
 */
export async function noteCaught(tx: ActionTx, { cityId, zoneId }: { cityId: Id; zoneId: Id }): Promise<Id[]> {
  const barred = await barredClasses(tx, { cityId, zoneId });
  if (barred.length === 0) return [];

  const caught = await rows<{ routeId: Id }>(
    tx.db,
    sql`
      insert into caught_inside (zone_id, route_id, at, point)
      select zones.id, routes.id, ${tx.now.toISOString()}::timestamptz, coalesce(vehicles.last_point, riders.last_point)
      from zones
      join routes on routes.city_id = zones.city_id and routes.state = 'running'
      left join vehicles on vehicles.id = routes.vehicle_id
      left join riders on riders.id = routes.rider_id
      where zones.id = ${zoneId} and zones.valid_from <= ${tx.now.toISOString()}::timestamptz
        and (zones.valid_to is null or zones.valid_to > ${tx.now.toISOString()}::timestamptz)
        and routes.traveller_class = any(${`{${barred.join(',')}}`}::text[])
        and ST_Covers(zones.declared, coalesce(vehicles.last_point, riders.last_point))
      on conflict do nothing
      returning route_id as "routeId"`,
  );
  return caught.map((row) => row.routeId);
}

async function barredClasses(tx: ActionTx, { cityId, zoneId }: { cityId: Id; zoneId: Id }) {
  const [zone] = await rows<{ class: 'sealed' | 'restricted' | 'precaution' }>(
    tx.db,
    sql`select class from zones where id = ${zoneId}`,
  );
  if (!zone) return [];
  const policy = await policyInForce(tx.db, { cityId, at: tx.now });
  return travellerClasses.filter(
    (travellerClass) =>
      travellerClass !== 'insideCarrier' && !mayEnter({ travellerClass, zoneClass: zone.class, own: false }, policy),
  );
}
