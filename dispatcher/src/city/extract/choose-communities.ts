import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { CityRandom } from '../random.ts';
import { shareOut } from '../share-out.ts';
import type { Site } from '../street-sites.ts';
import { cluster } from './cluster.ts';
import { medianPoint, nearestFirst, type Plane } from './plane.ts';

/** A community takes the streets around it up to this many places, so that neighbours lie side by side. */
const SITES_PER_COMMUNITY_MAX = 320;
/** Fewer places make no community. */
export const SITES_PER_COMMUNITY_MIN = 80;

/** The places of one community, and the pieces of the networks that they share. */
export interface CommunitySites {
  readonly sites: readonly Site[];
}

/** Homes between which e-bikes and feet can go. */
interface PieceGroup {
  readonly name: string;
  readonly sites: readonly Site[];
}

export interface ChosenCommunities {
  readonly communities: readonly CommunitySites[];
  /** The middle of the homes in the largest group. */
  readonly centre: LngLat;
  /** Groups of pieces with homes, but too few for a community. */
  readonly leftOut: readonly { readonly name: string; readonly siteCount: number }[];
}

/**
 * Shares `count` communities out over the groups of homes that e-bikes and feet can reach from each other, by their
 * size, and clusters each group's homes nearest to the middle of the city.
 */
export function chooseCommunities(
  sites: readonly Site[],
  count: number,
  { plane, random }: { plane: Plane; random: CityRandom },
): ChosenCommunities {
  const groups = groupsOf(sites);
  const centre = medianPoint((groups[0]?.sites ?? []).map(({ point }) => point));
  const large = groups.filter((group) => group.sites.length >= SITES_PER_COMMUNITY_MIN);
  const shares = shareOut(
    count,
    large.map((group) => group.sites.length),
  );
  const communities = large.flatMap((group, i) => {
    const share = Math.min(shares[i] ?? 0, Math.floor(group.sites.length / SITES_PER_COMMUNITY_MIN));
    if (share === 0) return [];
    const catchment = nearestFirst(plane, centre, group.sites).slice(0, share * SITES_PER_COMMUNITY_MAX);
    return cluster(catchment, share, { plane, random }).map((members) => ({ sites: members }));
  });
  const leftOut = groups
    .filter((group) => !large.includes(group) || (shares[large.indexOf(group)] ?? 0) === 0)
    .map(({ name, sites: { length } }) => ({ name, siteCount: length }));
  return { communities, centre, leftOut };
}

function groupsOf(sites: readonly Site[]): PieceGroup[] {
  const groups = new Map<string, Site[]>();
  for (const site of sites) {
    const name = `e-bike piece ${site.pieces.ebike}, foot piece ${site.pieces.foot}`;
    const group = groups.get(name);
    if (group) group.push(site);
    else groups.set(name, [site]);
  }
  return [...groups]
    .map(([name, members]) => ({ name, sites: members }))
    .sort((a, b) => b.sites.length - a.sites.length || (a.name < b.name ? -1 : 1));
}
