import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { arcStart, type StreetGraph } from './graph.ts';
import type { StreetLaw } from './law.ts';
import { MinHeap } from './min-heap.ts';

/** Where a search enters the graph: at a node, after so much time and way; `origin` tells seeds apart afterwards. */
export interface Seed {
  readonly node: number;
  readonly costMs: number;
  readonly metres: number;
  readonly origin: number;
}

/** How far a search came; valid until the next one on the same arrays. */
export interface Costs {
  costMs(node: number): number;
  metres(node: number): number;
  origin(node: number): number;
}

export interface Reach extends Costs {
  /** Arcs from the seed's node to this node. */
  arcsTo(node: number): number[];
}

export interface ReachQuery {
  readonly profile: Profile;
  readonly law: StreetLaw;
  readonly seeds: readonly Seed[];
  /** The search ends when all of these are settled; without them it settles all that it can reach. */
  readonly targets?: Iterable<number>;
  /** From where the seeds can be reached, instead of what can be reached from them. */
  readonly isAgainst?: boolean;
}

/** Dijkstra's algorithm from many seeds to many targets; its arrays are made once and told apart by a round number. */
export class StreetSearch {
  readonly #graph: StreetGraph;
  readonly #cost: Float64Array;
  readonly #metres: Float64Array;
  readonly #parent: Int32Array;
  readonly #origin: Int32Array;
  readonly #touched: Int32Array;
  readonly #settled: Int32Array;
  readonly #heap = new MinHeap();
  #round = 0;

  constructor(graph: StreetGraph) {
    this.#graph = graph;
    this.#cost = new Float64Array(graph.nodeCount);
    this.#metres = new Float64Array(graph.nodeCount);
    this.#parent = new Int32Array(graph.nodeCount);
    this.#origin = new Int32Array(graph.nodeCount);
    this.#touched = new Int32Array(graph.nodeCount);
    this.#settled = new Int32Array(graph.nodeCount);
  }

  reach({ profile, law, seeds, targets, isAgainst = false }: ReachQuery): Reach {
    const round = ++this.#round;
    const wanted = new Set(targets);
    const all = targets === undefined;
    const arcMs = this.#graph.arcMs[profile];
    this.#heap.clear();
    for (const seed of seeds) this.#plant(seed, round);

    while (this.#heap.size > 0 && (all || wanted.size > 0)) {
      const node = this.#heap.pop();
      if (this.#settled[node] === round) continue;
      this.#settled[node] = round;
      wanted.delete(node);
      this.#expand(node, round, arcMs, law.open, isAgainst ? 1 : 0);
    }
    return this.#reachOf(round);
  }

  /** Written out in one piece, without calls: this loop is what a matrix costs. */
  #expand(node: number, round: number, arcMs: Int32Array, open: Uint8Array, flip: 0 | 1) {
    const { arcs, arcHeads, firstArc, lengthM } = this.#graph;
    const [costs, metresTo, touched, settled] = [this.#cost, this.#metres, this.#touched, this.#settled];
    const end = firstArc[node + 1] ?? 0;
    const cost = costs[node] ?? 0;
    const metres = metresTo[node] ?? 0;
    const origin = this.#origin[node] ?? 0;
    for (let slot = firstArc[node] ?? 0; slot < end; slot++) {
      const head = arcHeads[slot] ?? 0;
      if (settled[head] === round) continue;
      const arc = arcs[slot] ?? 0;
      const ms = arcMs[arc ^ flip] ?? 0;
      if (ms === 0 || open[arc >> 1] === 0) continue;
      const headCost = cost + ms;
      if (touched[head] === round && (costs[head] ?? 0) <= headCost) continue;
      touched[head] = round;
      costs[head] = headCost;
      metresTo[head] = metres + (lengthM[arc >> 1] ?? 0);
      this.#parent[head] = arc;
      this.#origin[head] = origin;
      this.#heap.push(headCost, head);
    }
  }

  #plant({ node, costMs, metres, origin }: Seed, round: number) {
    if (this.#touched[node] === round && (this.#cost[node] ?? 0) <= costMs) return;
    this.#touched[node] = round;
    this.#cost[node] = costMs;
    this.#metres[node] = metres;
    this.#parent[node] = -1;
    this.#origin[node] = origin;
    this.#heap.push(costMs, node);
  }

  #reachOf(round: number): Reach {
    const settled = (node: number) => this.#settled[node] === round;
    return {
      costMs: (node) => (settled(node) ? (this.#cost[node] ?? 0) : Number.POSITIVE_INFINITY),
      metres: (node) => this.#metres[node] ?? 0,
      origin: (node) => this.#origin[node] ?? 0,
      arcsTo: (node) => {
        const path: number[] = [];
        for (let arc = this.#parent[node] ?? -1; arc >= 0; ) {
          path.push(arc);
          arc = this.#parent[arcStart(this.#graph, arc)] ?? -1;
        }
        return path.reverse();
      },
    };
  }
}
