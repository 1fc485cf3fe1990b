import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import { type Profile, profiles } from '@baogong/drizzle/rules/vocabulary';
import type { StreetNetwork } from '../osm/street-network.ts';
import { strongComponents } from '../routing/streets/components.ts';
import { alongSegment, nodeAt, type StreetGraph, streetGraph } from '../routing/streets/graph.ts';
import { segmentIndex } from '../routing/streets/segment-index.ts';

/** A position on a street where something may stand. */
export interface Site {
  readonly point: LngLat;
  readonly segment: number;
  /** Index of the street in the network. */
  readonly way: number;
  /** For each profile the strongly connected piece that it lies in, 0 = largest; −1 where the profile may not go. */
  readonly pieces: Readonly<Record<Profile, number>>;
  /** Every profile may leave it in both directions. */
  readonly bothWays: boolean;
}

export interface StreetSites {
  readonly graph: StreetGraph;
  /** Nodes in each piece of a profile's network, largest first. */
  readonly pieceSizes: Readonly<Record<Profile, readonly number[]>>;
  site(segment: number, fraction: number): Site;
  /** The nearest site on a street that every profile in `needs` may use, within a limit. */
  nearest(at: LngLat, limitM: number, accept?: (site: Site) => boolean): Site | undefined;
}

const UNITS_PER_DEGREE = 1e7;

/** The streets of a network as places to build on: what reaches each, and in which piece of its network it lies. */
export function openSites(network: StreetNetwork): StreetSites {
  const graph = streetGraph(network);
  const ranked = {
    car: rankedPieces(graph, 'car'),
    ebike: rankedPieces(graph, 'ebike'),
    foot: rankedPieces(graph, 'foot'),
  };
  const index = segmentIndex(graph);

  const site = (segment: number, fraction: number): Site => {
    const [lng, lat] = alongSegment(graph, segment, fraction);
    const pieceOf = (profile: Profile) => segmentPiece(graph, ranked[profile].of, profile, segment);
    return {
      point: [rounded(lng), rounded(lat)],
      segment,
      way: graph.way[segment] ?? -1,
      pieces: { car: pieceOf('car'), ebike: pieceOf('ebike'), foot: pieceOf('foot') },
      bothWays: profiles.every((profile) => {
        const ms = graph.arcMs[profile];
        return (ms[2 * segment] ?? 0) > 0 && (ms[2 * segment + 1] ?? 0) > 0;
      }),
    };
  };
  return {
    graph,
    pieceSizes: { car: ranked.car.sizes, ebike: ranked.ebike.sizes, foot: ranked.foot.sizes },
    site,
    nearest(at, limitM, accept = () => true) {
      let best: { site: Site; metres: number } | undefined;
      index.around(at[0], at[1], limitM, (segments, ringM) => {
        for (const segment of segments) {
          const found = site(segment, projection(graph, segment, at));
          const metres = distanceM(at, found.point);
          if (metres <= limitM && metres < (best?.metres ?? Infinity) && accept(found)) best = { site: found, metres };
        }
        return best === undefined || ringM < best.metres;
      });
      return best?.site;
    },
  };
}

/** Pieces renumbered by size, largest first; of equal ones the one with the smaller node first. */
function rankedPieces(graph: StreetGraph, profile: Profile): { of: Int32Array; sizes: readonly number[] } {
  const { of, sizes } = strongComponents(graph, profile);
  const firstNode = new Int32Array(sizes.length).fill(-1);
  of.forEach((piece, node) => {
    if (firstNode[piece] === -1) firstNode[piece] = node;
  });
  const order = [...sizes.keys()].sort(
    (a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || (firstNode[a] ?? 0) - (firstNode[b] ?? 0),
  );
  const rank = new Int32Array(sizes.length);
  order.forEach((piece, position) => {
    rank[piece] = position;
  });
  return { of: of.map((piece) => rank[piece] ?? -1), sizes: order.map((piece) => sizes[piece] ?? 0) };
}

/** A segment lies in a piece when the profile may use it and both of its ends do. */
function segmentPiece(graph: StreetGraph, of: Int32Array, profile: Profile, segment: number): number {
  const ms = graph.arcMs[profile];
  if (!ms[2 * segment] && !ms[2 * segment + 1]) return -1;
  const piece = of[graph.fromNode[segment] ?? 0] ?? -1;
  return piece === of[graph.toNode[segment] ?? 0] ? piece : -1;
}

function projection(graph: StreetGraph, segment: number, at: LngLat): number {
  const from = nodeAt(graph, graph.fromNode[segment] ?? 0);
  const to = nodeAt(graph, graph.toNode[segment] ?? 0);
  const shrink = Math.cos((at[1] * Math.PI) / 180);
  const [dx, dy] = [(to[0] - from[0]) * shrink, to[1] - from[1]];
  const lengthSquared = dx * dx + dy * dy;
  if (lengthSquared === 0) return 0;
  const fraction = ((at[0] - from[0]) * shrink * dx + (at[1] - from[1]) * dy) / lengthSquared;
  return Math.min(1, Math.max(0, fraction));
}

function rounded(degrees: number): number {
  return Math.round(degrees * UNITS_PER_DEGREE) / UNITS_PER_DEGREE;
}
