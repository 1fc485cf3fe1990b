import type { LngLat } from '@baogong/drizzle/rules/geo';

/** OSRM's own codes that are answers about the question, and ours for an answer that is none. */
export const osrmCodes = [
  'NoRoute',
  'NoSegment',
  'NoTable',
  'InvalidUrl',
  'InvalidService',
  'InvalidVersion',
  'InvalidOptions',
  'InvalidQuery',
  'InvalidValue',
  'TooBig',
  'NotImplemented',
  'DisabledDataset',
] as const;
export type OsrmCode = (typeof osrmCodes)[number];

/** OSRM understood and declined. `place` is the index of the coordinate that it names, if it names one. */
export class OsrmError extends Error {
  readonly code: OsrmCode;
  readonly place: number | undefined;
  readonly at: LngLat | undefined;

  constructor(code: OsrmCode, message: string, failing?: { place: number; at: LngLat | undefined }) {
    super(
      failing
        ? `${code} at place ${failing.place} (${failing.at?.join(', ') ?? 'unknown'}): ${message}`
        : `${code}: ${message}`,
    );
    this.name = 'OsrmError';
    this.code = code;
    this.place = failing?.place;
    this.at = failing?.at;
  }
}

/** "Could not find a matching segment for coordinate 1": the one hint that OSRM gives, and only in words. */
export function osrmError(code: OsrmCode, message: string, places: readonly LngLat[]): OsrmError {
  const index = /coordinate (\d+)/.exec(message)?.[1];
  return new OsrmError(
    code,
    message,
    index === undefined ? undefined : { place: Number(index), at: places[Number(index)] },
  );
}
