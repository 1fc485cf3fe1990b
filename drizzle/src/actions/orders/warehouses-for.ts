import { distanceM } from '../../rules/geo.ts';
import type { Policy } from '../../rules/policy.ts';
import { travellerClasses, type ZoneClass } from '../../rules/vocabulary.ts';
import { mayEnter, mayServe } from '../../rules/zone-law.ts';
import type { CityFacts, WarehouseFacts } from './city-facts.ts';
import type { HouseholdFacts } from './household-facts.ts';

/**
 * The warehouses that may lawfully serve a household, in the order in which they are asked: its own sub-district's, then its
 * district's, then the others by distance.
 */
export function warehousesFor(household: HouseholdFacts, city: CityFacts): WarehouseFacts[] {
  if (!someoneMayServe(household.zoneClass, city.policy)) return [];

  const ranked = city.warehouses
    .filter(({ zoneClass }) => someoneMayEnter(zoneClass, city.policy))
    .map((warehouse) => ({
      warehouse,
      depth: covers(warehouse.path, household.path) ? warehouse.path.split('.').length : 0,
      distance: household.point ? distanceM(warehouse.point, household.point) : 0,
    }));
  ranked.sort((a, b) => b.depth - a.depth || a.distance - b.distance || (a.warehouse.id < b.warehouse.id ? -1 : 1));
  return ranked.map(({ warehouse }) => warehouse);
}

/** Somebody who lives there counts: the last metres in a closed zone are an inside carrier's. */
function someoneMayServe(zoneClass: ZoneClass | null, policy: Policy): boolean {
  return travellerClasses.some((travellerClass) => mayServe({ travellerClass, zoneClass, own: true }, policy));
}

function someoneMayEnter(zoneClass: ZoneClass | null, policy: Policy): boolean {
  return travellerClasses.some((travellerClass) => mayEnter({ travellerClass, zoneClass, own: false }, policy));
}

function covers(path: string, inner: string): boolean {
  return inner === path || inner.startsWith(`${path}.`);
}
