import type { ZoneInForce } from '@baogong/drizzle/queries/zones/zones-between';
import type { Policy } from '@baogong/drizzle/rules/policy';
import type { TravellerClass } from '@baogong/drizzle/rules/vocabulary';
import { classLaw } from '../../planning/class-law.ts';
import { type CompiledLaw, compiledLaw } from '../../routing/osrm/compiled-law.ts';
import { keptByCuts } from '../../routing/osrm/segment-speeds.ts';
import type { Streets } from '../../routing/streets/street-engine.ts';
import type { TravelLaw } from '../../routing/travel-law.ts';

/** What is compiled for a class, and the laws, as the planner asks for them, that it keeps exactly. */
export interface SeatLaw {
  readonly law: CompiledLaw;
  readonly keeps: () => readonly TravelLaw[];
}

interface Asked {
  readonly zones: readonly ZoneInForce[];
  readonly policy: Policy;
  readonly travellerClass: TravellerClass;
}

/**
 * The law of a class as streets. Inside carriers have a law each, by their own zone; one process serves them all, because
 * whoever crosses no border that he need not cross stays where he is.
 */
export function seatLaw(streets: Streets, asked: Asked): SeatLaw {
  const general = classLaw({ ...asked, ownZoneId: null }).law;
  if (asked.travellerClass !== 'insideCarrier') return { law: compiledLaw(general), keeps: () => [general] };
  const cut = asked.zones.map((zone) => zone.declared);
  const keeps = () => {
    const own = asked.zones.map((zone) => classLaw({ ...asked, ownZoneId: zone.id }).law);
    return keptByCuts(streets, [general, ...own], cut);
  };
  return { law: { closed: [], heavy: [], cut }, keeps };
}
