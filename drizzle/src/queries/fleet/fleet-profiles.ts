import { eq } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import type { Profile, TravellerClass } from '../../rules/vocabulary.ts';
import { riders, vehicles } from '../../schema/fleet.ts';

export interface FleetProfile {
  readonly travellerClass: TravellerClass;
  readonly profile: Profile;
}

/** How the travellers of each class move in a city. Drivers move as their vehicles do. */
export async function fleetProfiles(db: Reader, cityId: Id): Promise<FleetProfile[]> {
  const found = await union(
    db
      .select({ travellerClass: vehicles.travellerClass, profile: vehicles.profile })
      .from(vehicles)
      .where(eq(vehicles.cityId, cityId)),
    db
      .select({ travellerClass: riders.travellerClass, profile: riders.profile })
      .from(riders)
      .where(eq(riders.cityId, cityId)),
  );
  return found.sort((a, b) => `${a.travellerClass} ${a.profile}`.localeCompare(`${b.travellerClass} ${b.profile}`));
}
