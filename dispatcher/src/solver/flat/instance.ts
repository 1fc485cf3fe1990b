/**
 * A pure routing instance in flat arrays, the food of the fast core. Places are numbered as in the instance files: depots first
 * (0 … depotCount−1), then clients. Every number is a whole number in the instance's own unit after rounding; time and
 * distance share that unit, because in these families speed is 1.
 */
export interface Instance {
  readonly name: string;
  readonly placeCount: number;
  readonly depotCount: number;
  /** Where the places lie before rounding; null where only a matrix is known. */
  readonly coordinates: { readonly x: Float64Array; readonly y: Float64Array } | null;
  /** Distance between places, n×n, row = from; null where it is worked out from coordinates on demand. */
  readonly distances: Int32Array | null;
  /** Turns a real distance into the instance's whole unit. */
  readonly rounding: Rounding;
  /** By place, 0 at depots. */
  readonly demands: Int32Array;
  readonly serviceTimes: Int32Array;
  /** Service begins within `[opens, closes]`, both ends included, as in the files. For a depot: when vehicles leave and are back. */
  readonly opens: Int32Array;
  readonly closes: Int32Array;
  /** A trip with this client leaves its depot at this time at the earliest. */
  readonly releases: Int32Array;
  /** What it costs to leave the client out; 0 = it must be served. */
  readonly prizes: Float64Array;
  readonly vehicleTypes: readonly VehicleType[];
  /** Type of each vehicle in file order; null = unlimited vehicles of the one type. */
  readonly vehicles: Int32Array | null;
}

export interface VehicleType {
  readonly capacity: number;
  readonly fixedCost: number;
  /** Cost of one unit of distance. */
  readonly unitCost: number;
  /** Where each of its trips begins and ends. */
  readonly depot: number;
  /** Longest time from leaving the depot to being back, waiting included; `NO_LIMIT` = none. */
  readonly maxDuration: number;
  /** Trips one vehicle may make, reloading at its depot in between. */
  readonly tripsMax: number;
  /** By place: 1 = may be served by this type; null = all. */
  readonly allowed: Uint8Array | null;
}

/** `round`: nearest whole number; `dimacs`: ×10, truncated; `exact`: ×1000, rounded. */
export type Rounding = 'round' | 'dimacs' | 'exact';

/** Larger than any time or distance of an instance, and two of them still fit an Int32. */
export const NO_LIMIT = 1_000_000_000;

export function roundTo(rounding: Rounding, value: number): number {
  if (rounding === 'round') return Math.round(value);
  if (rounding === 'dimacs') return Math.trunc(value * 10);
  return Math.round(value * 1000);
}

export function hasWindows({ opens, closes, depotCount, placeCount }: Instance): boolean {
  for (let place = depotCount; place < placeCount; place++) {
    if ((opens[place] ?? 0) > 0 || (closes[place] ?? NO_LIMIT) < NO_LIMIT) return true;
  }
  return false;
}
