import type { LngLat } from '@baogong/drizzle/rules/geo';
import { InvariantError, Unavailable } from '@baogong/drizzle/rules/refusal';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
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
import { routeByPairs } from '../route-by-pairs.ts';
import { type OsrmClient, type OsrmClientOptions, osrmClient } from './osrm-client.ts';
import { OsrmError } from './osrm-error.ts';

/** `osrm-routed` serves one profile on one port, whatever the word in the URL says. */
export type OsrmUrls = Readonly<Partial<Record<Profile, string>>>;

/** Routing by `osrm-routed`: the fastest of all, but its law is that of the process, not of the question. */
export function osrmEngine(urls: OsrmUrls, options: Omit<OsrmClientOptions, 'baseUrl'> = {}): RoutingEngine {
  const clientOf = (baseUrl: string) => osrmClient({ ...options, baseUrl });
  const clients: Partial<Record<Profile, OsrmClient>> = {
    ...(urls.car && { car: clientOf(urls.car) }),
    ...(urls.ebike && { ebike: clientOf(urls.ebike) }),
    ...(urls.foot && { foot: clientOf(urls.foot) }),
  };
  return {
    capabilities: { name: 'osrm', avoidsPolygons: false, confines: false, leaves: false },
    matrix,
    route,
    close: async () => undefined,
  };

  async function route(query: RouteQuery): Promise<RouteAnswer> {
    const client = clientFor(query);
    return routeByPairs(query, (from, to) => pair(client, query, from, to));
  }

  async function pair(client: OsrmClient, query: Ground, from: LngLat, to: LngLat): Promise<RouteAnswer> {
    const limitM = query.snapLimitM ?? SNAP_LIMIT_M;
    const places = [from, to];
    try {
      const found = await client.route(places, query.signal);
      const place = found.waypoints.findIndex((waypoint) => waypoint.distanceM > limitM);
      if (place >= 0) return { unreachable: true, reason: 'tooFarFromRoad', place, at: places[place] ?? from };
      if (samePlace(from, to))
        return { unreachable: false, line: places, durationS: 0, distanceM: 0, snappedM: [0, 0] };
      const { line, snappedM } = joinPlaces(from, found.line, to);
      const connectorsM = snappedM[0] + snappedM[1];
      return {
        unreachable: false,
        line,
        durationS: found.durationS + connectorMs(connectorsM, query.profile) / 1000,
        distanceM: found.distanceM + connectorsM,
        snappedM,
      };
    } catch (error) {
      if (!(error instanceof OsrmError)) throw error;
      return declined(error, places);
    }
  }

  async function matrix(query: MatrixQuery): Promise<TravelMatrix> {
    const client = clientFor(query);
    const { from, to } = query;
    const durationsS = new Int32Array(from.length * to.length).fill(-1);
    const distancesM = new Int32Array(from.length * to.length).fill(-1);
    query.signal?.throwIfAborted();
    if (durationsS.length === 0) return { durationsS, distancesM, tooFarFrom: [], tooFarTo: [] };

    const limitM = query.snapLimitM ?? SNAP_LIMIT_M;
    const table = await client.table(from, to, query.signal).catch(notUnderstood);
    const tooFarFrom = table.sources.flatMap((waypoint, i) => (waypoint.distanceM > limitM ? [i] : []));
    const tooFarTo = table.destinations.flatMap((waypoint, i) => (waypoint.distanceM > limitM ? [i] : []));
    for (const [row, start] of table.sources.entries()) {
      for (const [column, end] of table.destinations.entries()) {
        const seconds = table.durationsS[row]?.[column] ?? null;
        if (seconds === null || start.distanceM > limitM || end.distanceM > limitM) continue;
        const connectorsM = samePlace(from[row], to[column]) ? 0 : start.distanceM + end.distanceM;
        durationsS[row * to.length + column] = Math.round(seconds + connectorMs(connectorsM, query.profile) / 1000);
        distancesM[row * to.length + column] = Math.round((table.distancesM[row]?.[column] ?? 0) + connectorsM);
      }
    }
    return {
      ...{ durationsS, distancesM, tooFarFrom, tooFarTo },
      snappedFromM: table.sources.map(({ distanceM }) => distanceM),
      snappedToM: table.destinations.map(({ distanceM }) => distanceM),
    };
  }

  function clientFor(query: Ground): OsrmClient {
    if (query.confineTo || (query.avoid ?? []).length > 0) {
      throw new InvariantError('OSRM cannot take polygons with a question; ask capabilities first');
    }
    const client = clients[query.profile];
    if (!client) {
      const known = Object.keys(clients).join(', ') || 'none';
      throw new Unavailable(`no OSRM is set up for profile ${query.profile}; set up are ${known}`);
    }
    return client;
  }
}

function declined(error: OsrmError, places: readonly LngLat[]): RouteAnswer {
  const place = error.place ?? 1;
  const at = places[place] ?? [0, 0];
  if (error.code === 'NoSegment') return { unreachable: true, reason: 'tooFarFromRoad', place, at };
  if (error.code === 'NoRoute') return { unreachable: true, reason: 'unreachable', place, at };
  return notUnderstood(error);
}

/** A lack of this engine, or of the server in front of it, that refuses what others understand: another engine may answer. */
function notUnderstood(error: unknown): never {
  if (!(error instanceof OsrmError)) throw error;
  throw new Unavailable(`OSRM cannot answer: ${error.message}`, { cause: error });
}

function samePlace(a: LngLat | undefined, b: LngLat | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}
