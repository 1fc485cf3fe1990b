import type { LngLat } from '@baogong/drizzle/rules/geo';
import { z } from 'zod';

export interface OsrmWaypoint {
  readonly location: LngLat;
  /** From the place to the street that serves it; infinite where OSRM knows none. */
  readonly distanceM: number;
}

export interface OsrmTable {
  readonly durationsS: readonly (readonly (number | null)[])[];
  readonly distancesM: readonly (readonly (number | null)[])[];
  readonly sources: readonly OsrmWaypoint[];
  readonly destinations: readonly OsrmWaypoint[];
}

const lngLat = z.tuple([z.number(), z.number()]).transform(([lng, lat]): LngLat => [lng, lat]);

export const waypoint = z
  .object({ location: lngLat, distance: z.number().nonnegative() })
  .transform(({ location, distance }): OsrmWaypoint => ({ location, distanceM: distance }));
