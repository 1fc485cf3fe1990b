import type { StreetNetwork } from '../../osm/street-network.ts';
import type { LeavingEngine } from '../engine.ts';
import { type StreetGraph, streetGraph } from './graph.ts';
import { type LawBook, lawBook } from './law.ts';
import { leaveZone } from './leave.ts';
import { StreetSearch } from './search.ts';
import { type SegmentIndex, segmentIndex } from './segment-index.ts';
import { streetDetours } from './street-detour.ts';
import { streetMatrix } from './street-matrix.ts';
import { streetReach } from './street-reach.ts';
import { streetRoute } from './street-route.ts';
import { WiderSearch } from './wider-search.ts';

/** What all street searches over one network share. */
export interface Streets {
  readonly graph: StreetGraph;
  readonly index: SegmentIndex;
  readonly laws: LawBook;
  readonly search: StreetSearch;
  readonly wider: WiderSearch;
}

export function streetsOf(network: StreetNetwork): Streets {
  const graph = streetGraph(network);
  const index = segmentIndex(graph);
  return { graph, index, laws: lawBook(graph, index), search: new StreetSearch(graph), wider: new WiderSearch(graph) };
}

/** Routing by our own street graph: the law is part of the graph, so its answers are lawful by construction. */
export function streetEngine(streets: Streets): LeavingEngine {
  return {
    capabilities: { name: 'streets', avoidsPolygons: true, confines: true, leaves: true },
    matrix: (query) => streetMatrix(streets, query),
    reach: (query) => streetReach(streets, query),
    route: async (query) => streetRoute(streets, query),
    leave: async (query) => leaveZone(streets, query),
    detours: async (query) => streetDetours(streets, query),
    close: async () => undefined,
  };
}
