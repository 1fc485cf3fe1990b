import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { StreetNetwork } from '../../osm/street-network.ts';
import type { CityPlan, CommunityPlan } from '../city-plan.ts';
import { randomStream } from '../random.ts';
import { networkBounds } from '../street-rows.ts';
import { openSites, type StreetSites } from '../street-sites.ts';
import { type ChosenCommunities, chooseCommunities, SITES_PER_COMMUNITY_MIN } from './choose-communities.ts';
import { type HomeSites, homeSites } from './home-sites.ts';
import { layOutCommunity } from './lay-out-community.ts';
import { placeBases, placeFirstBase, placeWarehouses } from './place-depots.ts';
import { type Plane, planeAt } from './plane.ts';

export const COMMUNITIES_DEFAULT = 12;
export const COMMUNITIES_MAX = 200;
const HOUSEHOLDS_PER_COMMUNITY = 200;
/** Places wanted for each community before streets that are open one way only are used. */
const SITES_WANTED_PER_COMMUNITY = 120;
/** Homes keep this far from warehouses and bases, so that a zone over homes need not hold them. */
const KEEP_CLEAR_M = 180;
const NAMES_SHOWN = 6;
/** With fewer communities one of them holds more than a fifth of the stops. */
const COMMUNITIES_OF_FIRST_DAY = 6;

export interface ExtractInput {
  readonly name: string;
  readonly seed: number;
  readonly communityCount: number;
  readonly timeZone: string;
  /** The file as the user gave it, and what it says of its origin. */
  readonly file: string;
  readonly source: string;
  readonly network: StreetNetwork;
  readonly onProgress: (line: string) => void;
}

/** A city on real streets: communities, homes and depots placed where people live and every traveller can go. */
export function planExtract(input: ExtractInput): CityPlan {
  const { name, seed, communityCount, network, onProgress } = input;
  onProgress(`Pieces of ${network.ways.length} streets`);
  const sites = openSites(network);
  if ((sites.pieceSizes.car[0] ?? 0) < 2) {
    throw new CityInputError({
      field: input.file,
      problem: 'it holds no drivable road',
      accepted: 'an extract with streets that cars may use',
    });
  }
  onProgress('Places along residential streets');
  const homes = homeSites(network, sites, communityCount * SITES_WANTED_PER_COMMUNITY);
  if (homes.sites.length < SITES_PER_COMMUNITY_MIN) throw tooSmall(input.file, homes);

  onProgress(`Communities among ${homes.sites.length} places`);
  const [, south, , north] = networkBounds(network);
  const plane = planeAt((south + north) / 2);
  const random = randomStream(seed, 'communities');
  const chosen = chooseCommunities(homes.sites, communityCount, { plane, random });
  const used = chosen.communities.flatMap((community) => community.sites);
  if (used.length === 0) throw tooSmall(input.file, homes);
  const warehouses = placeWarehouses(sites, used, { plane, centre: chosen.centre });
  const firstBase = placeFirstBase(sites, warehouses.subdistrict, plane);

  const keepClearOf = [warehouses.subdistrict.point, warehouses.district.point, firstBase.point];
  const taken = new Set<string>();
  const communities = chosen.communities.flatMap((community): CommunityPlan[] => {
    const laid = layOutCommunity({ network, community, plane, random, taken, keepClearOf, keepClearM: KEEP_CLEAR_M });
    return laid ? [laid] : [];
  });
  if (communities.length === 0) throw tooSmall(input.file, homes);
  onProgress('Rider bases');
  const { bases, withoutBase } = placeBases(sites, communities, {
    firstBase,
    keepsClear: clearOfHomes(communities, plane),
  });

  return {
    name,
    nameZh: `${name} 城区`,
    nameEn: `${name} (imported)`,
    seed,
    timeZone: input.timeZone,
    source: input.source,
    attribution: '© OpenStreetMap contributors, ODbL 1.0',
    network,
    territory: territoryOf(name),
    communities,
    warehouses: {
      subdistrict: {
        nameZh: '街道保供仓',
        nameEn: 'Sub-district supply warehouse',
        point: warehouses.subdistrict.point,
      },
      district: { nameZh: '区中心仓', nameEn: 'District warehouse', point: warehouses.district.point },
    },
    bases,
    householdCount: communities.length * HOUSEHOLDS_PER_COMMUNITY,
    notes: notes({
      sites,
      homes,
      chosen,
      withoutBase,
      asked: communityCount,
      made: communities.length,
      bases: bases.length,
    }),
  };
}

function clearOfHomes(communities: readonly CommunityPlan[], plane: Plane): (point: LngLat) => boolean {
  const homes = communities.flatMap(({ grids }) =>
    grids.flatMap(({ dropPoint, buildings }) => [dropPoint.point, ...buildings.map(({ point }) => point)]),
  );
  return (point) => homes.every((home) => plane.metres(home, point) >= KEEP_CLEAR_M);
}

function territoryOf(name: string): CityPlan['territory'] {
  return [
    { label: 'cn', level: 'country', nameZh: '中国', nameEn: 'China' },
    { label: name.replaceAll('-', '_'), level: 'city', nameZh: `${name} 市`, nameEn: `City of ${name}` },
    { label: 'd1', level: 'district', nameZh: '第一区', nameEn: 'District 1' },
    { label: 's1', level: 'subdistrict', nameZh: '第一街道', nameEn: 'Sub-district 1' },
  ];
}

interface NotesInput {
  readonly sites: StreetSites;
  readonly homes: HomeSites;
  readonly chosen: ChosenCommunities;
  readonly withoutBase: readonly string[];
  readonly asked: number;
  readonly made: number;
  readonly bases: number;
}

/** What was left out and why, and what the city cannot do. */
function notes({ sites, homes, chosen, withoutBase, asked, made, bases }: NotesInput): string[] {
  const km = (metres: number) => `${(metres / 1000).toFixed(1)} km`;
  const { noCar, carPiece, ebike, foot } = homes.leftOut;
  const pieces = (profile: 'car' | 'ebike' | 'foot') => sites.pieceSizes[profile].filter((nodes) => nodes > 1).length;
  const lines = [
    `Homes were sought along ${km(homes.usedM)} of residential streets on the car's largest piece of ${pieces('car')}.`,
    `E-bike network: ${pieces('ebike')} pieces; foot network: ${pieces('foot')} pieces; ${bases} rider base${bases === 1 ? '' : 's'}.`,
  ];
  const parts = [
    [noCar, 'closed to cars'],
    [carPiece, "on smaller pieces of the car's network"],
    [ebike, 'where no e-bike gets far'],
    [foot, 'where no pedestrian gets far'],
  ] as const;
  for (const [{ lengthM, names }, where] of parts) {
    if (lengthM > 0) lines.push(`Left out: ${km(lengthM)} of residential streets ${where} (${some(names)}).`);
  }
  for (const { name, siteCount } of chosen.leftOut)
    lines.push(`Left out: ${siteCount} places on ${name}, too few for a community.`);
  for (const piece of withoutBase) lines.push(`No place for a rider base was found on ${piece}.`);
  if (made < asked)
    lines.push(
      `The streets hold ${made} communities; ${asked - made} of the ${asked} asked for were merged into them.`,
    );
  if (made < COMMUNITIES_OF_FIRST_DAY) {
    lines.push(
      `Too small for the scenario first-day: it seals a zone with 5–20 % of the stops, and ${made} communities are fewer than ${COMMUNITIES_OF_FIRST_DAY}.`,
    );
  }
  return lines;
}

function some(names: ReadonlySet<string>): string {
  const shown = [...names].slice(0, NAMES_SHOWN).join(', ');
  return names.size > NAMES_SHOWN ? `${shown} and ${names.size - NAMES_SHOWN} more` : shown;
}

function tooSmall(file: string, homes: HomeSites): CityInputError {
  return new CityInputError({
    field: file,
    problem: `the map is too small: ${homes.sites.length} places for homes along its residential streets`,
    accepted: `an extract with room for at least ${SITES_PER_COMMUNITY_MIN} (about 2 km of residential streets)`,
  });
}
