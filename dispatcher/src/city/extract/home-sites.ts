import type { StreetNetwork } from '../../osm/street-network.ts';
import type { Site, StreetSites } from '../street-sites.ts';

/** Streets along which people live. */
const homeStreets: ReadonlySet<string> = new Set(['residential', 'living_street', 'unclassified', 'tertiary']);
const SPACING_M = 25;
const CORNER_CLEARANCE_M = 8;
/** Smaller pieces of the e-bike and foot networks are yards and stray paths. */
const PIECE_NODES_MIN = 30;

/** Streets that people live along, by what became of them. */
export interface HomeSites {
  readonly sites: readonly Site[];
  readonly usedM: number;
  /** Length of streets that no car, e-bike or pedestrian can reach from the largest piece of the car's network. */
  readonly leftOut: Readonly<Record<'noCar' | 'carPiece' | 'ebike' | 'foot', number>>;
}

/**
 * Every place where a home could stand: on the car's largest piece, open to e-bikes and feet. Where enough streets
 * are open both ways to all, only they are used.
 */
export function homeSites(network: StreetNetwork, sites: StreetSites, wantedCount: number): HomeSites {
  const leftOut = { noCar: 0, carPiece: 0, ebike: 0, foot: 0 };
  const found: Site[] = [];
  let usedM = 0;
  const { graph, pieceSizes } = sites;
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    if (!homeStreets.has(network.ways[graph.way[segment] ?? -1]?.tags.highway ?? '')) continue;
    const lengthM = graph.lengthM[segment] ?? 0;
    const middle = sites.site(segment, 0.5);
    const reason = whyNot(middle, pieceSizes);
    if (reason) {
      leftOut[reason] += lengthM;
      continue;
    }
    usedM += lengthM;
    const frontM = lengthM - 2 * CORNER_CLEARANCE_M;
    const count = Math.floor(frontM / SPACING_M) + 1;
    if (frontM <= 0) continue;
    for (let i = 0; i < count; i++) {
      const along = CORNER_CLEARANCE_M + ((i + 0.5) * frontM) / count;
      found.push(sites.site(segment, along / lengthM));
    }
  }
  const bothWays = found.filter((site) => site.bothWays);
  return { sites: bothWays.length >= wantedCount ? bothWays : found, usedM, leftOut };
}

function whyNot(site: Site, pieceSizes: StreetSites['pieceSizes']): keyof HomeSites['leftOut'] | undefined {
  if (site.pieces.car === -1) return 'noCar';
  if (site.pieces.car !== 0) return 'carPiece';
  if ((pieceSizes.ebike[site.pieces.ebike] ?? 0) < PIECE_NODES_MIN) return 'ebike';
  if ((pieceSizes.foot[site.pieces.foot] ?? 0) < PIECE_NODES_MIN) return 'foot';
  return undefined;
}
