import type { LngLat } from '@baogong/drizzle/rules/geo';
import { tableKey } from './build-problem.ts';
import type { Departure } from './departures.ts';
import type { TravelTables } from './travel-tables.ts';

/** Beyond this many places a whole table costs more than it saves. */
const PLACES_MAX = 200;

/**
 * Learns travel between all fixed places of a city at once, the first time that a law is planned under: places that come
 * one by one would each need searches from all the others.
 */
export async function warmTables(
  tables: TravelTables,
  { departures, places }: { departures: readonly Departure[]; places: readonly LngLat[] },
): Promise<void> {
  if (places.length > PLACES_MAX) return;
  const outer = departures.filter(({ traveller }) => traveller.travellerClass !== 'insideCarrier');
  const laws = new Map(outer.map((departure) => [tableKey(departure), departure]));
  for (const { traveller, classLaw } of laws.values()) {
    await tables.table({ profile: traveller.profile, classLaw, places, used: [...places.keys()] });
  }
}
