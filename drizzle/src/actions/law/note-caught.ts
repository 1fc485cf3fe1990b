import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { policyInForce } from '../../queries/law/policy-in-force.ts';
import type { Id } from '../../rules/ids.ts';
import { travellerClasses } from '../../rules/vocabulary.ts';
import { mayEnter } from '../../rules/zone-law.ts';

/**
 * Writes down which travellers a newly forced zone has closed in, though their class may not be there: each may leave it
 * once. Under way or not: another zone may have taken a route back a moment before. Returns their latest routes.
 */
export async function noteCaught(tx: ActionTx, { cityId, zoneId }: { cityId: Id; zoneId: Id }): Promise<Id[]> {
  const barred = await barredClasses(tx, { cityId, zoneId });
  if (barred.length === 0) return [];

  const caught = await rows<{ routeId: Id }>(
    tx.db,
    sql`
      insert into caught_inside (zone_id, route_id, at, point)
      select zones.id, latest.id, ${tx.now.toISOString()}::timestamptz, traveller.last_point
      from zones
      join (
        select id as vehicle_id, null::uuid as rider_id, city_id, traveller_class, last_point from vehicles
        union all
        select null, id, city_id, traveller_class, last_point from riders where vehicle_id is null
      ) as traveller on traveller.city_id = zones.city_id and ST_Covers(zones.declared, traveller.last_point)
      join lateral (
        select routes.id from routes
        where case when traveller.vehicle_id is not null then routes.vehicle_id = traveller.vehicle_id
          else routes.rider_id = traveller.rider_id end
        order by routes.planned_at desc, routes.id desc limit 1
      ) as latest on true
      where zones.id = ${zoneId} and zones.valid_from <= ${tx.now.toISOString()}::timestamptz
        and (zones.valid_to is null or zones.valid_to > ${tx.now.toISOString()}::timestamptz)
        and traveller.traveller_class = any(${`{${barred.join(',')}}`}::text[])
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
