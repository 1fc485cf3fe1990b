import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { supersedeRest } from '../routes/supersede-rest.ts';
import { requestWave } from '../waves/request-wave.ts';
import type { TouchedRoute } from './judge-unfinished.ts';
import { routesAfter, unfinishedRoutes } from './unfinished-routes.ts';

interface ServingStop {
  readonly routeId: Id;
  readonly stopId: Id;
}

/**
 * Takes back routes that were planned for a zone which will not be: they have an open stop that serves it or stands at one
 * of its gates or relays. Other ways stay lawful, because the law only gets milder.
 */
export async function takeBackServing(
  tx: ActionTx,
  { cityId, zoneId, lawVersion }: { cityId: Id; zoneId: Id; lawVersion: number },
): Promise<TouchedRoute[]> {
  const unfinished = await unfinishedRoutes(tx, cityId);
  const serving = await stopsServing(tx, { cityId, zoneId });
  const touched = new Map<Id, TouchedRoute>();
  for (const { routeId } of serving) touched.set(routeId, { routeId, change: 'placeChanged' });
  for (const routeId of routesAfter(unfinished, touched)) touched.set(routeId, { routeId, change: 'routeBefore' });

  const failArrived = { failure: 'pointClosed', among: serving.map(({ stopId }) => stopId) } as const;
  for (const routeId of touched.keys()) {
    await supersedeRest(tx, { routeId, cityId, lawVersion, failArrived, endState: 'superseded' });
  }
  if (touched.size > 0) await requestWave(tx, { cityId, cause: 'lawChanged' });
  return [...touched.values()];
}

function stopsServing(tx: ActionTx, { cityId, zoneId }: { cityId: Id; zoneId: Id }): Promise<ServingStop[]> {
  return rows<ServingStop>(
    tx.db,
    sql`
      select routes.id as "routeId", stops.id as "stopId"
      from routes
      join trips on trips.route_id = routes.id
      join stops on stops.trip_id = trips.id and stops.state in ('planned', 'arrived')
      where routes.city_id = ${cityId} and routes.state in ('planned', 'running')
        and (stops.serves_zone_id = ${zoneId}
          or (stops.place_kind = 'gate' and stops.place_id in (select id from gates where zone_id = ${zoneId}))
          or (stops.place_kind = 'relay' and stops.place_id in (select id from relays where zone_id = ${zoneId})))
      order by routes.id, stops.id`,
  );
}
