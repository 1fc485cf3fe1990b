import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { InvariantError, Unavailable } from '@baogong/drizzle/rules/refusal';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { Actor } from '@valhallajs/valhallajs';
import { z } from 'zod';
import { connectorMs, joinPlaces } from '../connector.ts';
import {
  type Ground,
  type MatrixQuery,
  type RouteAnswer,
  type RouteQuery,
  type RoutingEngine,
  SNAP_LIMIT_M,
  type TravelMatrix,
} from '../engine.ts';
import { blocks } from '../matrix-blocks.ts';
import { decodePolyline6 } from '../polyline6.ts';
import { routeByPairs } from '../route-by-pairs.ts';
import { valhallaConfig } from './config.ts';
import { valhallaFailure } from './errors.ts';

const costings: Readonly<Record<Profile, object>> = {
  car: { costing: 'auto' },
  ebike: { costing: 'bicycle', costing_options: { bicycle: { bicycle_type: 'City', cycling_speed: 20 } } },
  foot: { costing: 'pedestrian' },
};

/** Larger blocks are no faster and keep hundreds of megabytes. */
const BLOCK_FROM = 50;
const BLOCK_TO = 100;

const located = z.array(
  z.object({ edges: z.array(z.object({ correlated_lat: z.number(), correlated_lon: z.number() })).nullable() }),
);
const tripAnswer = z.object({
  trip: z.object({
    legs: z
      .array(z.object({ shape: z.string(), summary: z.object({ time: z.number(), length: z.number() }) }))
      .length(1),
  }),
});
const matrixAnswer = z.object({
  sources: z.array(z.object({ distance: z.number() })),
  destinations: z.array(z.object({ distance: z.number() })),
  durations: z.array(z.array(z.number().nullable())),
  distances: z.array(z.array(z.number().nullable())),
});

/** Routing by Valhalla within this process, on tiles that `buildTiles` made. Questions run on Node's thread pool. */
export function valhallaEngine(tileDir: string): RoutingEngine {
  const actor = openActor(tileDir);
  return {
    capabilities: { name: 'valhalla', avoidsPolygons: true, confines: false, leaves: false },
    matrix,
    route,
    close: async () => undefined,
  };

  async function route(query: RouteQuery): Promise<RouteAnswer> {
    refuseConfine(query);
    return routeByPairs(query, (from, to) => pair(query, from, to));
  }

  async function pair(query: Ground, from: LngLat, to: LngLat): Promise<RouteAnswer> {
    const places = [from, to];
    const near = await snapped(query, places);
    const place = near.findIndex((metres) => metres > (query.snapLimitM ?? SNAP_LIMIT_M));
    if (place >= 0) return { unreachable: true, reason: 'tooFarFromRoad', place, at: places[place] ?? from };
    if (from[0] === to[0] && from[1] === to[1]) {
      return { unreachable: false, line: [from, to], durationS: 0, distanceM: 0, snappedM: near };
    }

    try {
      const answer = tripAnswer.parse(
        await actor.route({ ...ground(query), locations: places.map(location), directions_type: 'none' }),
      );
      const leg = answer.trip.legs[0];
      if (!leg) throw new InvariantError('Valhalla answered a trip without legs');
      const { line, snappedM } = joinPlaces(from, decodePolyline6(leg.shape), to);
      const connectors = snappedM[0] + snappedM[1];
      return {
        unreachable: false,
        line,
        durationS: leg.summary.time + connectorMs(connectors, query.profile) / 1000,
        distanceM: leg.summary.length * 1000 + connectors,
        snappedM,
      };
    } catch (error) {
      valhallaFailure(error);
      return { unreachable: true, reason: 'unreachable', place: 1, at: to };
    }
  }

  async function matrix(query: MatrixQuery): Promise<TravelMatrix> {
    refuseConfine(query);
    const limitM = query.snapLimitM ?? SNAP_LIMIT_M;
    const [tooFarFrom, tooFarTo] = await Promise.all(
      [query.from, query.to].map(async (places) =>
        (await snapped(query, places)).flatMap((metres, i) => (metres > limitM ? [i] : [])),
      ),
    );
    const tables: TravelMatrix = {
      durationsS: new Int32Array(query.from.length * query.to.length).fill(-1),
      distancesM: new Int32Array(query.from.length * query.to.length).fill(-1),
      tooFarFrom: tooFarFrom ?? [],
      tooFarTo: tooFarTo ?? [],
    };
    const rows = indicesWithout(query.from.length, tables.tooFarFrom);
    const columns = indicesWithout(query.to.length, tables.tooFarTo);
    for (const [a, b] of blocks(rows.length, BLOCK_FROM)) {
      for (const [c, d] of blocks(columns.length, BLOCK_TO)) {
        query.signal?.throwIfAborted();
        await fillBlock(query, tables, rows.slice(a, b), columns.slice(c, d));
      }
    }
    return tables;
  }

  async function fillBlock(
    query: MatrixQuery,
    tables: TravelMatrix,
    rows: readonly number[],
    columns: readonly number[],
  ) {
    const places = (indices: readonly number[], all: readonly LngLat[]) =>
      indices.map((i) => location(all[i] ?? [0, 0]));
    try {
      const answer = matrixAnswer.parse(
        await actor.matrix({
          ...ground(query),
          sources: places(rows, query.from),
          targets: places(columns, query.to),
          format: 'osrm',
        }),
      );
      rows.forEach((row, r) => {
        columns.forEach((column, c) => {
          const seconds = answer.durations[r]?.[c] ?? -1;
          if (seconds < 0) return;
          const at = row * query.to.length + column;
          const same = samePlace(query.from[row], query.to[column]);
          const connectors = same ? 0 : (answer.sources[r]?.distance ?? 0) + (answer.destinations[c]?.distance ?? 0);
          tables.durationsS[at] = Math.round(seconds + connectorMs(connectors, query.profile) / 1000);
          tables.distancesM[at] = Math.round((answer.distances[r]?.[c] ?? 0) + connectors);
        });
      });
    } catch (error) {
      // One place without an open street fails the whole block, so it is asked again in halves.
      if (valhallaFailure(error) !== 'noStreetNear' || (rows.length === 1 && columns.length === 1)) return;
      const [longer, byRow] = rows.length >= columns.length ? [rows, true] : [columns, false];
      const middle = longer.length >> 1;
      for (const half of [longer.slice(0, middle), longer.slice(middle)]) {
        await fillBlock(query, tables, byRow ? half : rows, byRow ? columns : half);
      }
    }
  }

  async function snapped(query: Ground, places: readonly LngLat[]): Promise<number[]> {
    if (places.length === 0) return [];
    const answer = located.parse(await actor.locate({ ...costings[query.profile], locations: places.map(location) }));
    return places.map((place, i) => {
      const edge = answer[i]?.edges?.[0];
      return edge
        ? joinPlaces(place, [[edge.correlated_lon, edge.correlated_lat]], place).snappedM[0]
        : Number.POSITIVE_INFINITY;
    });
  }
}

function openActor(tileDir: string): Actor {
  try {
    return new Actor(valhallaConfig(tileDir));
  } catch (error) {
    throw new Unavailable(`Valhalla cannot open the tiles in ${tileDir}`, { cause: error });
  }
}

function ground(query: Ground): object {
  const excluded = (query.avoid ?? []).flatMap((area) => area.flatMap((polygon) => polygon.slice(0, 1)));
  return { ...costings[query.profile], ...(excluded.length > 0 && { exclude_polygons: excluded }) };
}

function refuseConfine(query: { confineTo?: MultiPolygonCoordinates }) {
  if (query.confineTo) throw new InvariantError('Valhalla cannot confine a path; ask capabilities.confines first');
}

function location([lon, lat]: LngLat) {
  return { lon, lat };
}

function samePlace(a: LngLat | undefined, b: LngLat | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

function indicesWithout(count: number, skipped: readonly number[]): number[] {
  const skip = new Set(skipped);
  return Array.from({ length: count }, (_, i) => i).filter((i) => !skip.has(i));
}
