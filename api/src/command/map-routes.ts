import { requireRole } from '@baogong/drizzle/actions/identity/require-role';
import { fleetView } from '@baogong/drizzle/queries/fleet/fleet-view';
import { mapView } from '@baogong/drizzle/queries/zones/map-view';
import type { ZoneView } from '@baogong/drizzle/queries/zones/zone-view';
import { readFleet, readMap } from '../contract/map.ts';
import type { Deps } from '../deps.ts';
import { consult } from '../reply/consult.ts';
import { present } from '../reply/present.ts';
import { router } from '../reply/router.ts';

export function mapRoutes(deps: Deps) {
  return router()
    .openapi(readMap, (c) =>
      consult(deps, c, async ({ db, actor, now }) => {
        const view = await mapView(db, { cityId: actor.cityId, at: now });
        return { ...view, zones: { type: 'FeatureCollection' as const, features: view.zones.map(feature) } };
      }),
    )
    .openapi(readFleet, (c) =>
      consult(deps, c, async ({ db, actor, now }) => {
        await requireRole({ db, actor }, ['commander', 'integration', 'administrator']);
        const travellers = await fleetView(db, { cityId: actor.cityId });
        return {
          asOf: now,
          travellers: travellers.map(({ colour, at, ...traveller }) => ({
            ...traveller,
            at: at && new Date(at),
            ...present({ colour }),
          })),
        };
      }),
    );
}

function feature({ id, name, class: zoneClass, geometry, validFrom, validTo, lawVersionFrom }: ZoneView) {
  const properties = { id, name, class: zoneClass, validFrom, validTo, inForce: lawVersionFrom !== null };
  return { type: 'Feature' as const, id, geometry, properties };
}
