import { setImmediate as nextTick } from 'node:timers/promises';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { StreetNetwork } from '../../osm/street-network.ts';
import { withoutRepeats } from '../connector.ts';
import {
  type Ground,
  type LeavingEngine,
  type MatrixQuery,
  type NoRoute,
  type RouteAnswer,
  type RouteQuery,
  SNAP_LIMIT_M,
  type TravelMatrix,
} from '../engine.ts';
import { requireVia } from '../require-via.ts';
import { type StreetGraph, streetGraph } from './graph.ts';
import { type LawBook, lawBook, type StreetLaw } from './law.ts';
import { leaveZone } from './leave.ts';
import { footholds, type Role } from './nearest.ts';
import { type Reach, StreetSearch } from './search.ts';
import { type SegmentIndex, segmentIndex } from './segment-index.ts';
import { bestTrip, seedsOf, stubsOf, type Trip, type TripEnd, tripLine } from './trip.ts';

/** What all street searches over one network share. */
export interface Streets {
  readonly graph: StreetGraph;
  readonly index: SegmentIndex;
  readonly laws: LawBook;
}

/** The event loop gets a turn after so much searching. */
const TURN_MS = 40;

export function streetsOf(network: StreetNetwork): Streets {
  const graph = streetGraph(network);
  const index = segmentIndex(graph);
  return { graph, index, laws: lawBook(graph, index) };
}

/** Routing by our own street graph: the law is part of the graph, so its answers are lawful by construction. */
export function streetEngine(streets: Streets): LeavingEngine {
  const { graph, index, laws } = streets;
  const search = new StreetSearch(graph);
  return {
    capabilities: { name: 'streets', avoidsPolygons: true, confines: true, leaves: true },
    matrix,
    route: async (query) => route(query),
    leave: async (query) => leaveZone(streets, query),
    close: async () => undefined,
  };

  async function matrix(query: MatrixQuery): Promise<TravelMatrix> {
    const law = laws.law(query.avoid ?? [], query.confineTo);
    const from = query.from.map((at) => tripEnd(query, law, at, 'start'));
    const to = query.to.map((at) => tripEnd(query, law, at, 'end'));
    const toStubs = to.map((end) => stubsOf(graph, law, query.profile, end, 'end'));
    const targets = new Set(toStubs.flat().map((stub) => stub.node));
    const durationsS = new Int32Array(from.length * to.length).fill(-1);
    const distancesM = new Int32Array(from.length * to.length).fill(-1);

    let turnEnds = performance.now() + TURN_MS;
    for (const [row, start] of from.entries()) {
      query.signal?.throwIfAborted();
      const startStubs = stubsOf(graph, law, query.profile, start, 'start');
      const reach = search.reach({ profile: query.profile, law, seeds: seedsOf(startStubs), targets });
      for (const [column, end] of to.entries()) {
        const endStubs = toStubs[column] ?? [];
        const trip = samePlace(start, end)
          ? { costMs: 0, metres: 0 }
          : bestTrip(graph, law, query.profile, { start, end, startStubs, endStubs, reach });
        if (!trip) continue;
        durationsS[row * to.length + column] = Math.round(trip.costMs / 1000);
        distancesM[row * to.length + column] = Math.round(trip.metres);
      }
      if (performance.now() > turnEnds) {
        await nextTick();
        turnEnds = performance.now() + TURN_MS;
      }
    }
    return { durationsS, distancesM, tooFarFrom: tooFar(query, from), tooFarTo: tooFar(query, to) };
  }

  function route(query: RouteQuery): RouteAnswer {
    requireVia(query.via);
    const law = laws.law(query.avoid ?? [], query.confineTo);
    const line: LngLat[] = [];
    const snappedM: number[] = [];
    let costMs = 0;
    let metres = 0;
    for (let i = 1; i < query.via.length; i++) {
      const from = query.via[i - 1] ?? [0, 0];
      const to = query.via[i] ?? [0, 0];
      const start = tripEnd(query, law, from, 'start');
      const end = tripEnd(query, law, to, 'end');
      const found = tripBetween(query, law, start, end);
      if (!found) return noRoute(query, i, start, end);
      line.push(...found.line);
      costMs += found.trip.costMs;
      metres += found.trip.metres;
      snappedM[i - 1] = found.trip.start.distanceM;
      snappedM[i] = found.trip.end.distanceM;
    }
    return {
      unreachable: false,
      line: withoutRepeats(line),
      durationS: Math.round(costMs / 1000),
      distanceM: Math.round(metres),
      snappedM,
    };
  }

  function tripBetween(query: Ground, law: StreetLaw, start: TripEnd, end: TripEnd) {
    const foothold = start.footholds[0];
    if (foothold && samePlace(start, end)) {
      const trip: Trip = { costMs: 0, metres: 0, start: foothold, end: foothold, nodes: undefined };
      return { trip, line: [start.at, end.at] };
    }
    const startStubs = stubsOf(graph, law, query.profile, start, 'start');
    const endStubs = stubsOf(graph, law, query.profile, end, 'end');
    const reach: Reach = search.reach({
      profile: query.profile,
      law,
      seeds: seedsOf(startStubs),
      targets: endStubs.map((stub) => stub.node),
    });
    const trip = bestTrip(graph, law, query.profile, { start, end, startStubs, endStubs, reach });
    return trip && { trip, line: tripLine(graph, trip, [start.at, end.at], reach) };
  }

  function tripEnd(query: Ground, law: StreetLaw, at: LngLat, role: Role): TripEnd {
    const limitM = query.snapLimitM ?? SNAP_LIMIT_M;
    return { at, footholds: footholds(graph, index, { profile: query.profile, law, at, role, limitM }) };
  }

  function noRoute(query: RouteQuery, to: number, start: TripEnd, end: TripEnd): NoRoute {
    const place = start.footholds.length === 0 ? to - 1 : to;
    const failing = place === to ? end : start;
    return {
      unreachable: true,
      reason: tooFar(query, [failing]).length > 0 ? 'tooFarFromRoad' : 'unreachable',
      place,
      at: failing.at,
    };
  }

  /** Too far means far from every street of the profile, whatever the law says of them. */
  function tooFar(query: Ground, ends: readonly TripEnd[]): number[] {
    const lawless = laws.law([]);
    return ends.flatMap((end, i) =>
      end.footholds.length === 0 && tripEnd(query, lawless, end.at, 'start').footholds.length === 0 ? [i] : [],
    );
  }
}

function samePlace(start: TripEnd, end: TripEnd): boolean {
  return (
    start.footholds.length > 0 && end.footholds.length > 0 && start.at[0] === end.at[0] && start.at[1] === end.at[1]
  );
}
