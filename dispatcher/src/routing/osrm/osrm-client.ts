import type { LngLat } from '@baogong/drizzle/rules/geo';
import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { z } from 'zod';
import { blocks } from '../matrix-blocks.ts';
import { decodePolyline6 } from '../polyline6.ts';
import { osrmCoordinates } from './coordinates.ts';
import { type OsrmGetOptions, osrmGet } from './osrm-get.ts';

export interface OsrmWaypoint {
  readonly location: LngLat;
  /** From the place to the street that serves it. */
  readonly distanceM: number;
}

export interface OsrmTable {
  readonly durationsS: readonly (readonly (number | null)[])[];
  readonly distancesM: readonly (readonly (number | null)[])[];
  readonly sources: readonly OsrmWaypoint[];
  readonly destinations: readonly OsrmWaypoint[];
}

export interface OsrmRoute {
  readonly durationS: number;
  readonly distanceM: number;
  readonly line: readonly LngLat[];
  readonly waypoints: readonly OsrmWaypoint[];
}

/** OSRM's HTTP interface, as far as we use it. Throws `OsrmError` when it declines, `Unavailable` when it is broken. */
export interface OsrmClient {
  nearest(place: LngLat, signal?: AbortSignal): Promise<OsrmWaypoint>;
  route(places: readonly LngLat[], signal?: AbortSignal): Promise<OsrmRoute>;
  table(from: readonly LngLat[], to: readonly LngLat[], signal?: AbortSignal): Promise<OsrmTable>;
}

/** `osrm-routed` refuses tables of more than 100 places unless told otherwise. */
const BLOCK_PLACES = 50;

const lngLat = z.tuple([z.number(), z.number()]).transform(([lng, lat]): LngLat => [lng, lat]);
const waypoint = z
  .object({ location: lngLat, distance: z.number() })
  .transform(({ location, distance }): OsrmWaypoint => ({ location, distanceM: distance }));
const cells = z.array(z.array(z.number().nullable()));
const nearestAnswer = z.object({ code: z.literal('Ok'), waypoints: z.array(waypoint).min(1) });
const routeAnswer = z.object({
  code: z.literal('Ok'),
  routes: z.array(z.object({ duration: z.number(), distance: z.number(), geometry: z.string() })).min(1),
  waypoints: z.array(waypoint),
});
const tableAnswer = z.object({
  code: z.literal('Ok'),
  durations: cells,
  distances: cells,
  sources: z.array(waypoint),
  destinations: z.array(waypoint),
});

export function osrmClient(options: OsrmGetOptions): OsrmClient {
  const get = osrmGet(options);
  return { nearest, route, table };

  async function nearest(place: LngLat, signal?: AbortSignal): Promise<OsrmWaypoint> {
    const path = `/nearest/v1/driving/${osrmCoordinates([place])}?number=1&generate_hints=false`;
    const { waypoints } = await get({ path, places: [place], answer: nearestAnswer, signal });
    return present(waypoints[0]);
  }

  async function route(places: readonly LngLat[], signal?: AbortSignal): Promise<OsrmRoute> {
    const query = 'overview=full&geometries=polyline6&steps=false&alternatives=false&generate_hints=false';
    const path = `/route/v1/driving/${osrmCoordinates(places)}?${query}`;
    const { routes, waypoints } = await get({ path, places, answer: routeAnswer, signal });
    const { duration, distance, geometry } = present(routes[0]);
    return { durationS: duration, distanceM: distance, line: decodePolyline6(geometry), waypoints };
  }

  async function table(from: readonly LngLat[], to: readonly LngLat[], signal?: AbortSignal): Promise<OsrmTable> {
    const rowBlocks = blocks(from.length, BLOCK_PLACES);
    const columnBlocks = blocks(to.length, BLOCK_PLACES);
    const parts = await Promise.all(
      rowBlocks.map(([a, b]) =>
        Promise.all(columnBlocks.map(([c, d]) => block(from.slice(a, b), to.slice(c, d), signal))),
      ),
    );
    return {
      durationsS: parts.flatMap((row) => sideBySide(row.map((part) => part.durations))),
      distancesM: parts.flatMap((row) => sideBySide(row.map((part) => part.distances))),
      sources: parts.flatMap((row) => row[0]?.sources ?? []),
      destinations: (parts[0] ?? []).flatMap((part) => part.destinations),
    };
  }

  async function block(from: readonly LngLat[], to: readonly LngLat[], signal?: AbortSignal) {
    const places = [...from, ...to];
    const sources = from.map((_, i) => i).join(';');
    const destinations = to.map((_, i) => from.length + i).join(';');
    const query = `sources=${sources}&destinations=${destinations}&annotations=duration,distance&generate_hints=false`;
    return get({ path: `/table/v1/driving/${osrmCoordinates(places)}?${query}`, places, answer: tableAnswer, signal });
  }
}

function sideBySide<T>(tables: readonly (readonly (readonly T[])[])[]): T[][] {
  return (tables[0] ?? []).map((_, row) => tables.flatMap((table) => table[row] ?? []));
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new InvariantError('a list that was checked to hold an entry is empty');
  return value;
}
