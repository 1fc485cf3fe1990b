import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Profile, TravellerClass } from '@baogong/drizzle/rules/vocabulary';
import type { TravelLaw } from '../../routing/travel-law.ts';

/** One traveller class of the bench and how the first policy binds it in sealed and restricted zones. */
export interface TripClass {
  readonly travellerClass: TravellerClass;
  readonly profile: Profile;
  readonly mayEndInside: boolean;
  readonly confined: boolean;
}

export const tripClasses: readonly TripClass[] = [
  { travellerClass: 'mannedVehicle', profile: 'car', mayEndInside: false, confined: false },
  { travellerClass: 'autonomousVehicle', profile: 'car', mayEndInside: true, confined: false },
  { travellerClass: 'outsideRider', profile: 'ebike', mayEndInside: false, confined: false },
  { travellerClass: 'insideCarrier', profile: 'foot', mayEndInside: true, confined: true },
];

export function lawOf(
  tripClass: TripClass,
  zones: readonly MultiPolygonCoordinates[],
  own?: MultiPolygonCoordinates,
): TravelLaw {
  if (tripClass.confined) return { avoid: [], enterOnly: [], ...(own && { confineTo: own }) };
  return tripClass.mayEndInside ? { avoid: [], enterOnly: zones } : { avoid: zones, enterOnly: [] };
}
