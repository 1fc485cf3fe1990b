import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { StreetNetwork } from '../../osm/street-network.ts';
import type { CommunityPlan, GridPlan, Named, NamedPlace } from '../city-plan.ts';
import type { CityRandom } from '../random.ts';
import { streetNameEn, streetNameZh } from '../street-rows.ts';
import type { Site } from '../street-sites.ts';
import type { CommunitySites } from './choose-communities.ts';
import { cluster } from './cluster.ts';
import { medianPoint, nearestFirst, type Plane } from './plane.ts';

const BUILDINGS = 24;
const BUILDING_SPACING_M = 45;
/** Buildings are drawn from this many times as many places around the community's middle. */
const CHOICE_FACTOR = 1.5;
const NUMBER_STEP = 2;

export interface LayOutInput {
  readonly network: StreetNetwork;
  readonly community: CommunitySites;
  readonly plane: Plane;
  readonly random: CityRandom;
  /** Names of other communities. */
  readonly taken: Set<string>;
  readonly keepClearOf: readonly LngLat[];
  readonly keepClearM: number;
}

/** Buildings along the streets in the middle of a community, in three or four grids with a drop point each. */
export function layOutCommunity(input: LayOutInput): CommunityPlan | undefined {
  const { community, plane, random, keepClearOf, keepClearM } = input;
  const clear = community.sites.filter(({ point }) =>
    keepClearOf.every((place) => plane.metres(place, point) >= keepClearM),
  );
  const middle = medianPoint(clear.map(({ point }) => point));
  const around = spaced(nearestFirst(plane, middle, clear), plane, Math.ceil(BUILDINGS * CHOICE_FACTOR));
  const homes = random.shuffle(around).slice(0, BUILDINGS);
  if (homes.length === 0) return undefined;

  const name = communityName(homes, input);
  const gridCount = homes.length < 6 ? 1 : homes.length < 16 ? 3 : 3 + random.int(2);
  const built = new Set(homes);
  const free = clear.filter((site) => !built.has(site));
  const numbers = new Map<string, number>();
  const grids = cluster(homes, gridCount, { plane, random }).map((members, i): GridPlan => {
    const dropSite = nearestFirst(plane, medianPoint(members.map(({ point }) => point)), free)[0] ?? members[0];
    if (dropSite && free.includes(dropSite)) free.splice(free.indexOf(dropSite), 1);
    const nameZh = `${name.nameZh}第${i + 1}网格`;
    const nameEn = `${name.nameEn}, grid ${i + 1}`;
    const dropPoint = {
      nameZh: `${nameZh}取货点`,
      nameEn: `${nameEn} pick-up point`,
      point: dropSite?.point ?? middle,
    };
    return { nameZh, nameEn, dropPoint, buildings: members.map((site) => building(site, name, numbers, input)) };
  });
  return { ...name, grids, gates: [] };
}

/** The first places of a list that keep their distance from each other. */
function spaced(sites: readonly Site[], plane: Plane, countMax: number): Site[] {
  const kept: Site[] = [];
  for (const site of sites) {
    if (kept.length === countMax) break;
    if (kept.every(({ point }) => plane.metres(point, site.point) >= BUILDING_SPACING_M)) kept.push(site);
  }
  return kept;
}

/** Named after the street that most of its homes lie on, unless a neighbour has that name. */
function communityName(homes: readonly Site[], { network, taken }: LayOutInput): Named {
  const counts = new Map<string, { count: number; nameEn: string }>();
  for (const { way } of homes) {
    const street = streetOf(network, way);
    if (street.nameZh === '') continue;
    const known = counts.get(street.nameZh);
    counts.set(street.nameZh, { count: (known?.count ?? 0) + 1, nameEn: street.nameEn });
  }
  const byCount = [...counts].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const [best] = byCount.filter(([street]) => !taken.has(street));
  const [street, { nameEn }] = best ?? [`第${taken.size + 1}`, { nameEn: `No ${taken.size + 1}` }];
  taken.add(street);
  return { nameZh: `${street}社区`, nameEn: `${nameEn} community` };
}

function building(site: Site, community: Named, numbers: Map<string, number>, { network }: LayOutInput): NamedPlace {
  const street = streetOf(network, site.way);
  const on = street.nameZh === '' ? community : street;
  const number = (numbers.get(on.nameZh) ?? -1) + NUMBER_STEP;
  numbers.set(on.nameZh, number);
  return { nameZh: `${on.nameZh}${number}号`, nameEn: `${number} ${on.nameEn}`, point: site.point };
}

function streetOf(network: StreetNetwork, way: number): Named {
  const tags = network.ways[way]?.tags ?? {};
  return { nameZh: streetNameZh(tags), nameEn: streetNameEn(tags) };
}
