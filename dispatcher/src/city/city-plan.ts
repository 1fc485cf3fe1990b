import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { JurisdictionLevel, Profile } from '@baogong/drizzle/rules/vocabulary';
import type { StreetNetwork } from '../osm/street-network.ts';

export interface Named {
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface NamedPlace extends Named {
  readonly point: LngLat;
}

/** One grid: the buildings that share a drop point. */
export interface GridPlan extends Named {
  readonly dropPoint: NamedPlace;
  readonly buildings: readonly NamedPlace[];
}

export interface GatePlan {
  readonly nameZh: string;
  /** On the road outside. */
  readonly point: LngLat;
  /** On the road inside. */
  readonly innerPoint: LngLat;
}

export interface CommunityPlan extends Named {
  readonly grids: readonly GridPlan[];
  readonly gates: readonly GatePlan[];
}

export interface BasePlan extends NamedPlace {
  readonly profile: Profile;
  /** Number of the strongly connected piece of the profile's network, 0 = largest. */
  readonly piece: number;
  readonly riders: number;
}

export interface TerritoryPlan extends Named {
  readonly label: string;
  readonly level: JurisdictionLevel;
}

/**
 * Where everything of a city lies: what a generated and an imported city have in common. People, goods and fleet are
 * added by `populate` in the same way for both.
 */
export interface CityPlan extends Named {
  readonly name: string;
  readonly seed: number;
  readonly timeZone: string;
  readonly source: string;
  readonly attribution: string;
  readonly network: StreetNetwork;
  /** From the country down to the sub-district. */
  readonly territory: readonly TerritoryPlan[];
  readonly communities: readonly CommunityPlan[];
  readonly warehouses: Readonly<Record<'subdistrict' | 'district', NamedPlace>>;
  readonly bases: readonly BasePlan[];
  readonly householdCount: number;
  readonly notes: readonly string[];
}
