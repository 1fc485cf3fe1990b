import type { StreetNetwork } from '../../osm/street-network.ts';
import { streetNameZh } from '../street-rows.ts';
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
  /** Residential streets where no home may stand, by the reason. */
  readonly leftOut: Readonly<Record<LeftOutReason, LeftOutStreets>>;
}

/** Closed to cars; off the car's largest piece; where e-bikes, where pedestrians get nowhere. */
type LeftOutReason = 'noCar' | 'carPiece' | 'ebike' | 'foot';

export interface LeftOutStreets {
  lengthM: number;
  readonly names: Set<string>;
}

/**
 * Every place where a home could stand: on the car's largest piece, open to e-bikes and feet. Where enough streets
 * are open both ways to all, only they are used.
 */
export function homeSites(network: StreetNetwork, sites: StreetSites, wantedCount: number): HomeSites {
  const none = (): LeftOutStreets => ({ lengthM: 0, names: new Set() });
  const leftOut = { noCar: none(), carPiece: none(), ebike: none(), foot: none() };
  const found: Site[] = [];
  let usedM = 0;
  const { graph, pieceSizes } = sites;
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    const tags = network.ways[graph.way[segment] ?? -1]?.tags ?? {};
    if (!homeStreets.has(tags.highway ?? '')) continue;
    const lengthM = graph.lengthM[segment] ?? 0;
    const middle = sites.site(segment, 0.5);
    const reason = whyNot(middle, pieceSizes);
    if (reason) {
      leftOut[reason].lengthM += lengthM;
      leftOut[reason].names.add(streetNameZh(tags) || '无名路');
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

function whyNot(site: Site, pieceSizes: StreetSites['pieceSizes']): LeftOutReason | undefined {
  if (site.pieces.car === -1) return 'noCar';
  if (site.pieces.car !== 0) return 'carPiece';
  if ((pieceSizes.ebike[site.pieces.ebike] ?? 0) < PIECE_NODES_MIN) return 'ebike';
  if ((pieceSizes.foot[site.pieces.foot] ?? 0) < PIECE_NODES_MIN) return 'foot';
  return undefined;
}
