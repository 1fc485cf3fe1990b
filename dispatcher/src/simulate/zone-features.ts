import type { Feature } from '@baogong/drizzle/queries/figures/day-geometry';
import type { DayZone } from '@baogong/drizzle/queries/figures/day-law';
import type { Policy } from '@baogong/drizzle/rules/policy';
import { travellerClasses } from '@baogong/drizzle/rules/vocabulary';

/** The zones of a day with the law written out: which classes may enter, cross and serve each, and which only at home there. */
export function zoneFeatures(zones: readonly DayZone[], policy: Policy): Feature[] {
  return zones.map((zone) => {
    const rightOf = (travellerClass: (typeof travellerClasses)[number]) => policy.zoneLaw[travellerClass][zone.class];
    const may = (deed: 'enter' | 'cross' | 'serve') =>
      travellerClasses.filter((each) => rightOf(each)[deed] && !rightOf(each).ownOnly);
    return {
      type: 'Feature',
      geometry: { type: 'MultiPolygon', coordinates: zone.declared },
      properties: {
        kind: 'zone',
        id: zone.id,
        class: zone.class,
        lawVersionFrom: zone.lawVersionFrom,
        lawVersionTo: zone.lawVersionTo,
        validFrom: zone.validFrom,
        validTo: zone.validTo,
        mayEnter: may('enter'),
        mayCross: may('cross'),
        mayServe: may('serve'),
        own: travellerClasses.filter((each) => rightOf(each).ownOnly),
      },
    };
  });
}
