import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { arcEnd, arcStart, type StreetGraph } from './graph.ts';
import type { StreetLaw } from './law.ts';
import { MinHeap } from './min-heap.ts';
import type { Costs } from './search.ts';

interface WiderQuery {
  readonly profile: Profile;
  /** A finished search that settled all that it could reach. */
  readonly base: Costs;
  /** A law that opens more than the one of that search. */
  readonly law: StreetLaw;
  /** The segments that it opens more. */
  readonly opened: readonly number[];
}

/**
 * What a search would have found under a wider law: only the nodes that the newly opened streets bring nearer are visited,
 * so that opening one zone after the other costs far less than a new search for each.
 */
export class WiderSearch {
  readonly #graph: StreetGraph;
  readonly #cost: Float64Array;
  readonly #metres: Float64Array;
  readonly #origin: Int32Array;
  readonly #touched: Int32Array;
  readonly #settled: Int32Array;
  readonly #heap = new MinHeap();
  #round = 0;

  constructor(graph: StreetGraph) {
    this.#graph = graph;
    this.#cost = new Float64Array(graph.nodeCount);
    this.#metres = new Float64Array(graph.nodeCount);
    this.#origin = new Int32Array(graph.nodeCount);
    this.#touched = new Int32Array(graph.nodeCount);
    this.#settled = new Int32Array(graph.nodeCount);
  }

  reach({ profile, base, law, opened }: WiderQuery): Costs {
    const round = ++this.#round;
    const { firstArc, arcs } = this.#graph;
    const arcMs = this.#graph.arcMs[profile];
    const costs = this.#costs(base, round);
    this.#heap.clear();

    for (const segment of opened) {
      for (const arc of [2 * segment, 2 * segment + 1]) this.#relax(arc, arcMs, costs, round);
    }
    while (this.#heap.size > 0) {
      const node = this.#heap.pop();
      if (this.#settled[node] === round) continue;
      this.#settled[node] = round;
      for (let slot = firstArc[node] ?? 0; slot < (firstArc[node + 1] ?? 0); slot++) {
        const arc = arcs[slot] ?? 0;
        if (law.open[arc >> 1]) this.#relax(arc, arcMs, costs, round);
      }
    }
    return costs;
  }

  #relax(arc: number, arcMs: Int32Array, costs: Costs, round: number) {
    const ms = arcMs[arc] ?? 0;
    if (ms === 0) return;
    const from = arcStart(this.#graph, arc);
    const to = arcEnd(this.#graph, arc);
    const cost = costs.costMs(from) + ms;
    if (cost >= costs.costMs(to)) return;
    this.#metres[to] = costs.metres(from) + (this.#graph.lengthM[arc >> 1] ?? 0);
    this.#origin[to] = costs.origin(from);
    this.#cost[to] = cost;
    this.#touched[to] = round;
    this.#heap.push(cost, to);
  }

  #costs(base: Costs, round: number): Costs {
    return {
      costMs: (node) => (this.#touched[node] === round ? (this.#cost[node] ?? 0) : base.costMs(node)),
      metres: (node) => (this.#touched[node] === round ? (this.#metres[node] ?? 0) : base.metres(node)),
      origin: (node) => (this.#touched[node] === round ? (this.#origin[node] ?? 0) : base.origin(node)),
    };
  }
}
