import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { BasePlan, CommunityPlan } from '../city-plan.ts';
import { shareOut } from '../share-out.ts';
import type { Site, StreetSites } from '../street-sites.ts';
import { medianPoint, type Plane } from './plane.ts';

const SEARCH_M = 3_000;
const RIDERS = 60;
const RIDERS_PER_BASE_MIN = 2;
/** The first base lies near the warehouse, though not at its door. */
const BASE_NEAR_M = 150;
const BASE_FAR_M = 600;
/** The district's warehouse lies this far outside the homes, where the map allows. */
const DISTRICT_BEYOND_M = 600;

export interface WarehouseSites {
  readonly subdistrict: Site;
  readonly district: Site;
}

/** The sub-district's warehouse in the middle, the district's at the edge, both on all largest pieces if possible. */
export function placeWarehouses(
  sites: StreetSites,
  homes: readonly Site[],
  { plane, centre }: { plane: Plane; centre: LngLat },
): WarehouseSites {
  const accept = (site: Site) =>
    site.bothWays && site.pieces.car === 0 && site.pieces.ebike === 0 && site.pieces.foot === 0;
  const subdistrict = sites.nearest(centre, SEARCH_M, accept) ?? homes[0];
  if (!subdistrict) {
    throw new CityInputError({
      field: 'the map',
      problem: 'it has no place for a warehouse',
      accepted: 'a larger map',
    });
  }
  const outermostM = Math.max(...homes.map(({ point }) => plane.metres(centre, point)));
  const wantedM = outermostM + DISTRICT_BEYOND_M;
  const { graph } = sites;
  let best: { site: Site; missM: number } = { site: subdistrict, missM: Infinity };
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    const site = sites.site(segment, 0.5);
    const missM = Math.abs(plane.metres(centre, site.point) - wantedM);
    if (missM < best.missM && accept(site)) best = { site, missM };
  }
  return { subdistrict, district: best.site };
}

/** A base in the warehouse's surroundings, found before homes are placed so that they keep clear of it. */
export function placeFirstBase(sites: StreetSites, warehouse: Site, plane: Plane): Site {
  const accept = (site: Site) => {
    const metres = plane.metres(warehouse.point, site.point);
    const same = site.pieces.ebike === warehouse.pieces.ebike && site.pieces.foot === warehouse.pieces.foot;
    return same && site.bothWays && site.pieces.car === 0 && metres >= BASE_NEAR_M;
  };
  return sites.nearest(warehouse.point, BASE_FAR_M, accept) ?? warehouse;
}

/**
 * Every piece of the e-bike network that holds drop points gets a base, and every piece of the foot network in which
 * none of these bases lies; the riders are shared out by the drop points' homes.
 */
export function placeBases(
  sites: StreetSites,
  communities: readonly CommunityPlan[],
  { firstBase, keepsClear }: { firstBase: Site; keepsClear: (point: LngLat) => boolean },
): { bases: BasePlan[]; withoutBase: string[] } {
  const drops = communities.flatMap(({ grids }) =>
    grids.map(({ dropPoint, buildings }) => ({
      point: dropPoint.point,
      weight: buildings.length,
      pieces: sites.nearest(dropPoint.point, 1, ({ pieces }) => pieces.car === 0)?.pieces,
    })),
  );
  const chosen: { profile: 'ebike' | 'foot'; site: Site; weight: number }[] = [];
  const withoutBase: string[] = [];
  for (const profile of ['ebike', 'foot'] as const) {
    for (const piece of [...new Set(drops.map(({ pieces }) => pieces?.[profile] ?? -1))].sort((a, b) => a - b)) {
      if (profile === 'foot' && chosen.some(({ site }) => site.pieces.foot === piece)) continue;
      const members = drops.filter(({ pieces }) => pieces?.[profile] === piece);
      const weight = members.reduce((sum, drop) => sum + drop.weight, 0);
      const site = baseSite(sites, profile, piece, {
        firstBase,
        keepsClear,
        around: medianPoint(members.map(({ point }) => point)),
      });
      if (site) chosen.push({ profile, site, weight });
      else withoutBase.push(`${profile} piece ${piece}`);
    }
  }

  const riders = shareOut(
    RIDERS - RIDERS_PER_BASE_MIN * chosen.length,
    chosen.map(({ weight }) => weight),
  );
  const bases = chosen.map(({ profile, site, weight: _ }, i): BasePlan => {
    const names = baseNames[i] ?? { nameZh: `第${i + 1}骑手驻点`, nameEn: `Rider base ${i + 1}` };
    const count = RIDERS_PER_BASE_MIN + (riders[i] ?? 0);
    return { ...names, point: site.point, profile, piece: site.pieces[profile], riders: count };
  });
  return { bases, withoutBase };
}

const baseNames = [{ nameZh: '第一中学骑手驻点', nameEn: 'No 1 School rider base' }];

function baseSite(
  sites: StreetSites,
  profile: 'ebike' | 'foot',
  piece: number,
  { firstBase, keepsClear, around }: { firstBase: Site; keepsClear: (point: LngLat) => boolean; around: LngLat },
): Site | undefined {
  if (firstBase.pieces[profile] === piece) return firstBase;
  const accept = (site: Site) => site.pieces[profile] === piece && site.pieces.car === 0;
  return (
    sites.nearest(around, SEARCH_M, (site) => accept(site) && keepsClear(site.point)) ??
    sites.nearest(around, SEARCH_M, accept)
  );
}
