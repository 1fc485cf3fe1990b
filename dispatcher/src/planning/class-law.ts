import type { ZoneInForce } from '@baogong/drizzle/queries/zones/zones-between';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Policy } from '@baogong/drizzle/rules/policy';
import type { TravellerClass } from '@baogong/drizzle/rules/vocabulary';
import { isStricter, mayCross, mayEnter } from '@baogong/drizzle/rules/zone-law';
import type { TravelLaw } from '../routing/travel-law.ts';

/** The law as ground for a class, with a key that is equal for equal laws. */
export interface ClassLaw {
  readonly key: string;
  readonly law: TravelLaw;
}

interface Asked {
  readonly zones: readonly ZoneInForce[];
  readonly policy: Policy;
  readonly travellerClass: TravellerClass;
  readonly ownZoneId: Id | null;
}

/** Where a traveller of a class may not be, may only end, or must stay, under the zones of a wave. */
export function classLaw({ zones, policy, travellerClass, ownZoneId }: Asked): ClassLaw {
  const own = zones.find((zone) => zone.id === ownZoneId);
  if (travellerClass === 'insideCarrier' && own) {
    // The ground of a stricter zone within his own is not his; weaker zones around it do not matter to him.
    const inner = zones.filter((zone) => isStricter(zone.class, own.class));
    return keyed({ avoid: inner, enterOnly: [], confineTo: own });
  }
  const closed = zones.filter((zone) => !mayCross({ travellerClass, zoneClass: zone.class, own: false }, policy));
  const enterable = closed.filter((zone) => mayEnter({ travellerClass, zoneClass: zone.class, own: false }, policy));
  return keyed({ avoid: closed.filter((zone) => !enterable.includes(zone)), enterOnly: enterable });
}

interface ZonedLaw {
  readonly avoid: readonly ZoneInForce[];
  readonly enterOnly: readonly ZoneInForce[];
  readonly confineTo?: ZoneInForce;
}

function keyed({ avoid, enterOnly, confineTo }: ZonedLaw): ClassLaw {
  const ids = (list: readonly ZoneInForce[]) => list.map((zone) => zone.id).join();
  return {
    key: `${ids(avoid)}|${ids(enterOnly)}|${confineTo?.id ?? ''}`,
    law: {
      avoid: avoid.map((zone) => zone.declared),
      enterOnly: enterOnly.map((zone) => zone.declared),
      ...(confineTo && { confineTo: confineTo.declared }),
    },
  };
}
