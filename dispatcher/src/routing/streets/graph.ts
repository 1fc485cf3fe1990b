import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import { type Profile, profiles } from '@baogong/drizzle/rules/vocabulary';
import type { StreetNetwork } from '../../osm/street-network.ts';
import { wayAccess } from './access.ts';

/**
 * The street network as flat arrays. A segment joins two neighbouring nodes of a way and carries two arcs: arc 2s runs
 * as drawn, arc 2s + 1 against it. All profiles share nodes, segments and adjacency and differ in `arcMs` alone.
 */
export interface StreetGraph {
  readonly nodeCount: number;
  readonly segmentCount: number;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  readonly fromNode: Int32Array;
  readonly toNode: Int32Array;
  readonly lengthM: Float64Array;
  /** Index of the segment's way in the network. */
  readonly way: Int32Array;
  /** Arcs that start at node n: `arcs[firstArc[n]] .. arcs[firstArc[n + 1] - 1]`. */
  readonly firstArc: Int32Array;
  readonly arcs: Int32Array;
  /** The end node of the arc in the same slot, so that a search reads straight on. */
  readonly arcHeads: Int32Array;
  /** Milliseconds along an arc; 0 where the profile may not go. */
  readonly arcMs: Readonly<Record<Profile, Int32Array>>;
}

const MS_PER_M_AT_1_KMH = 3600;

export function streetGraph(network: StreetNetwork): StreetGraph {
  const segmentCount = network.ways.reduce((count, way) => count + Math.max(0, way.nodes.length - 1), 0);
  const fromNode = new Int32Array(segmentCount);
  const toNode = new Int32Array(segmentCount);
  const lengthM = new Float64Array(segmentCount);
  const wayOf = new Int32Array(segmentCount);
  const arcMs = {
    car: new Int32Array(2 * segmentCount),
    ebike: new Int32Array(2 * segmentCount),
    foot: new Int32Array(2 * segmentCount),
  };

  let segment = 0;
  network.ways.forEach((way, wayIndex) => {
    const access = profiles.map((profile) => ({ profile, ...wayAccess(way.tags, profile) }));
    for (let i = 1; i < way.nodes.length; i++, segment++) {
      const from = way.nodes[i - 1] ?? 0;
      const to = way.nodes[i] ?? 0;
      fromNode[segment] = from;
      toNode[segment] = to;
      wayOf[segment] = wayIndex;
      const metres = distanceM(positionOf(network, from), positionOf(network, to));
      lengthM[segment] = metres;
      for (const { profile, forwardKmh, backwardKmh } of access) {
        arcMs[profile][2 * segment] = travelMs(metres, forwardKmh);
        arcMs[profile][2 * segment + 1] = travelMs(metres, backwardKmh);
      }
    }
  });

  const { lng, lat } = network;
  const nodeCount = lng.length;
  return {
    nodeCount,
    segmentCount,
    lng,
    lat,
    fromNode,
    toNode,
    lengthM,
    way: wayOf,
    arcMs,
    ...adjacency(nodeCount, fromNode, toNode),
  };
}

export function nodeAt(graph: StreetGraph, node: number): LngLat {
  return positionOf(graph, node);
}

export function arcStart(graph: StreetGraph, arc: number): number {
  return ((arc & 1 ? graph.toNode : graph.fromNode)[arc >> 1] ?? 0) as number;
}

export function arcEnd(graph: StreetGraph, arc: number): number {
  return ((arc & 1 ? graph.fromNode : graph.toNode)[arc >> 1] ?? 0) as number;
}

/** The position at a fraction of a segment, counted as drawn. */
export function alongSegment(graph: StreetGraph, segment: number, fraction: number): LngLat {
  const from = nodeAt(graph, graph.fromNode[segment] ?? 0);
  const to = nodeAt(graph, graph.toNode[segment] ?? 0);
  return [from[0] + (to[0] - from[0]) * fraction, from[1] + (to[1] - from[1]) * fraction];
}

function positionOf(nodes: Pick<StreetNetwork, 'lng' | 'lat'>, node: number): LngLat {
  return [nodes.lng[node] ?? 0, nodes.lat[node] ?? 0];
}

function travelMs(metres: number, kmh: number): number {
  return kmh > 0 ? Math.max(1, Math.round((metres * MS_PER_M_AT_1_KMH) / kmh)) : 0;
}

function adjacency(nodeCount: number, fromNode: Int32Array, toNode: Int32Array) {
  const firstArc = new Int32Array(nodeCount + 1);
  for (let s = 0; s < fromNode.length; s++) {
    for (const node of [fromNode[s] ?? 0, toNode[s] ?? 0]) firstArc[node + 1] = (firstArc[node + 1] ?? 0) + 1;
  }
  for (let n = 0; n < nodeCount; n++) firstArc[n + 1] = (firstArc[n + 1] ?? 0) + (firstArc[n] ?? 0);

  const arcs = new Int32Array(2 * fromNode.length);
  const arcHeads = new Int32Array(arcs.length);
  const next = firstArc.slice();
  for (let arc = 0; arc < arcs.length; arc++) {
    const node = (arc & 1 ? toNode : fromNode)[arc >> 1] ?? 0;
    const slot = next[node] ?? 0;
    arcs[slot] = arc;
    arcHeads[slot] = (arc & 1 ? fromNode : toNode)[arc >> 1] ?? 0;
    next[node] = slot + 1;
  }
  return { firstArc, arcs, arcHeads };
}
