import type { LngLat } from '@baogong/drizzle/rules/geo';
import { InvariantError, Unavailable } from '@baogong/drizzle/rules/refusal';
import { z } from 'zod';
import { decodePolyline6 } from '../polyline6.ts';
import { osrmCoordinates } from './coordinates.ts';
import { type OsrmGetOptions, osrmGet } from './osrm-get.ts';
import { CELL_MAX, osrmTable } from './osrm-table.ts';
import { type OsrmTable, type OsrmWaypoint, waypoint } from './osrm-waypoint.ts';

export interface OsrmRoute {
  readonly durationS: number;
  readonly distanceM: number;
  readonly line: readonly LngLat[];
  readonly waypoints: readonly OsrmWaypoint[];
}

export interface OsrmClientOptions extends OsrmGetOptions {
  /** Places on each side of one block of a table. */
  readonly blockPlaces?: number;
  /** Legs that take longer count against the engine. */
  readonly legLateMs?: number;
}

/** OSRM's HTTP interface, as far as we use it. Throws `OsrmError` when it declines, `Unavailable` when it is broken. */
export interface OsrmClient {
  route(places: readonly LngLat[], signal?: AbortSignal): Promise<OsrmRoute>;
  table(from: readonly LngLat[], to: readonly LngLat[], signal?: AbortSignal): Promise<OsrmTable>;
}

/** `osrm-routed` refuses tables of more than 100 places unless told otherwise. */
const BLOCK_PLACES = 50;

/** A leg takes milliseconds, and a plan asks for hundreds of them, one after the other. */
const LEG_MS = 2_000;
const LEG_LATE_MS = 500;

/** Seconds or metres of one way. */
const figure = z.number().nonnegative().max(CELL_MAX);
const routeAnswer = z.object({
  code: z.literal('Ok'),
  routes: z.array(z.object({ duration: figure, distance: figure, geometry: z.string() })).min(1),
  waypoints: z.array(waypoint),
});

export function osrmClient(asked: OsrmClientOptions): OsrmClient {
  const { blockPlaces = BLOCK_PLACES, legLateMs = LEG_LATE_MS, ...options } = asked;
  const leg = { timeoutMs: LEG_MS, lateMs: legLateMs };
  const get = osrmGet(options);
  return { route, table: osrmTable(get, blockPlaces) };

  async function route(places: readonly LngLat[], signal?: AbortSignal): Promise<OsrmRoute> {
    const query = 'overview=full&geometries=polyline6&steps=false&alternatives=false&generate_hints=false';
    const path = `/route/v1/driving/${osrmCoordinates(places)}?${query}`;
    const { routes, waypoints } = await get({ path, places, answer: routeAnswer, ...leg, signal });
    const { duration, distance, geometry } = present(routes[0]);
    if (waypoints.length !== places.length) {
      throw new Unavailable(`OSRM answered ${waypoints.length} waypoints for ${places.length} places`);
    }
    return { durationS: duration, distanceM: distance, line: lineOf(geometry, places), waypoints };
  }
}

function lineOf(geometry: string, places: readonly LngLat[]): LngLat[] {
  try {
    return decodePolyline6(geometry);
  } catch (error) {
    throw new Unavailable(`OSRM's line from ${places[0]?.join()} is none`, { cause: error });
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new InvariantError('a list that was checked to hold an entry is empty');
  return value;
}
