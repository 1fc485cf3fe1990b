import { UnionFind } from '@baogong/drizzle/rules/union-find';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { arcEnd, type StreetGraph } from './graph.ts';

/** Pieces within which every node reaches every other: `of[node]` numbers the piece, `sizes[piece]` counts its nodes. */
export interface Components {
  readonly of: Int32Array;
  readonly sizes: Int32Array;
}

/** Strongly connected components (Tarjan 1972, with its own stack: streets are longer than the call stack). */
export function strongComponents(graph: StreetGraph, profile: Profile, open?: Uint8Array): Components {
  const { nodeCount, firstArc, arcs } = graph;
  const arcMs = graph.arcMs[profile];
  const order = new Int32Array(nodeCount);
  const low = new Int32Array(nodeCount);
  const of = new Int32Array(nodeCount).fill(-1);
  const cursor = firstArc.slice(0, nodeCount);
  const path = new Int32Array(nodeCount);
  const waiting = new Int32Array(nodeCount);
  const sizes: number[] = [];
  let waitingCount = 0;
  let visited = 0;

  for (let root = 0; root < nodeCount; root++) {
    if (order[root]) continue;
    let depth = 0;
    enter(root);
    while (depth > 0) {
      const node = path[depth - 1] ?? 0;
      const child = nextChild(node);
      if (child >= 0) {
        if (!order[child]) enter(child);
        else if (of[child] === -1) low[node] = Math.min(low[node] ?? 0, order[child] ?? 0);
        continue;
      }
      depth--;
      const parent = depth > 0 ? (path[depth - 1] ?? 0) : -1;
      if (parent >= 0) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0);
      if (low[node] === order[node]) close(node);
    }

    function enter(node: number) {
      order[node] = low[node] = ++visited;
      path[depth++] = node;
      waiting[waitingCount++] = node;
    }
  }
  return { of, sizes: Int32Array.from(sizes) };

  function nextChild(node: number): number {
    const end = firstArc[node + 1] ?? 0;
    for (let at = cursor[node] ?? 0; at < end; at++) {
      const arc = arcs[at] ?? 0;
      if (!arcMs[arc] || (open && !open[arc >> 1])) continue;
      cursor[node] = at + 1;
      return arcEnd(graph, arc);
    }
    cursor[node] = end;
    return -1;
  }

  function close(root: number) {
    let size = 0;
    for (;;) {
      const node = waiting[--waitingCount] ?? 0;
      of[node] = sizes.length;
      size++;
      if (node === root) break;
    }
    sizes.push(size);
  }
}

/** Pieces that no open street joins, whatever its direction: one number per node, equal within a piece. */
export function weakPieces(graph: StreetGraph, profile: Profile, open: Uint8Array): Int32Array {
  const pieces = new UnionFind(graph.nodeCount);
  const arcMs = graph.arcMs[profile];
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    if (!open[segment] || (!arcMs[2 * segment] && !arcMs[2 * segment + 1])) continue;
    pieces.join(graph.fromNode[segment] ?? 0, graph.toNode[segment] ?? 0);
  }
  return Int32Array.from({ length: graph.nodeCount }, (_, node) => pieces.find(node));
}
