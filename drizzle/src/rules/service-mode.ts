import type { Policy } from './policy.ts';
import { type NeedCode, type ServiceMode, travellerClasses, type ZoneClass } from './vocabulary.ts';
import { mayDeliver } from './zone-law.ts';

interface Household {
  /** Class of the innermost zone that covers it; null outside all zones. */
  readonly zoneClass: ZoneClass | null;
  readonly needs: readonly NeedCode[];
  readonly homeQuarantine: boolean;
  /** Its drop point lies within the zone and a traveller can bring boxes there. */
  readonly innerDropPoint: boolean;
}

/** How a household is served now. Sealed: nobody may come down; restricted: nobody may leave; else at the drop point. */
export function serviceModeOf(household: Household, policy: Policy): ServiceMode {
  const { zoneClass, needs, homeQuarantine, innerDropPoint } = household;
  if (zoneClass === 'sealed') return 'door';

  const needsDoor = homeQuarantine || needs.some((need) => policy.needsServedAtDoor.includes(need));
  if (needsDoor && doorIsLawful(zoneClass, policy)) return 'door';
  if (zoneClass === 'restricted') return innerDropPoint ? 'staggered' : 'gate';
  return 'self';
}

/** Some traveller, at home in the zone or not, may deliver at a door there. */
function doorIsLawful(zoneClass: ZoneClass | null, policy: Policy): boolean {
  return travellerClasses.some(
    (travellerClass) =>
      travellerClass !== 'resident' && mayDeliver({ travellerClass, zoneClass, own: true, mode: 'door' }, policy),
  );
}
