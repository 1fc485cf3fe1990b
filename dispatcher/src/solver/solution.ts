/** What the planner answers: a valid plan (the independent `check` is silent on it) and a reason for all that it leaves out. */
export interface Solution {
  /** At most one per vehicle, in vehicle order; only vehicles that make a trip. */
  readonly routes: readonly Route[];
  /** In stop order; a stop appears once, with all that is missing of it. */
  readonly unserved: readonly Unserved[];
  /** A safe integer; the sum of the parts below. */
  readonly cost: number;
  readonly costParts: CostParts;
  readonly stats: Stats;
}

export interface Route {
  readonly vehicle: number;
  readonly trips: readonly Trip[];
  /** The rests he takes, in order. */
  readonly rests: readonly TakenRest[];
}

/** When a rest begins; it lies between two steps of the trips. */
export interface TakenRest {
  /** Index into the vehicle's `rests`. */
  readonly rest: number;
  readonly startS: number;
}

/** From where the vehicle is (its start, later its home) to the depot, load, visits, home. Seconds from `problem.epoch`. */
export interface Trip {
  readonly vehicle: number;
  readonly depot: number;
  /** Sets off for the depot. */
  readonly leaveS: number;
  /** Is at the depot and begins to load: `leaveS` plus travel. */
  readonly reachS: number;
  /** Leaves the depot, loaded. */
  readonly departS: number;
  readonly visits: readonly Visit[];
  /** Is home: the last visit's `departS` plus travel. */
  readonly returnS: number;
}

export interface Visit {
  readonly stop: number;
  /** What this visit brings, one number per load dimension. */
  readonly loads: readonly number[];
  /** Which boxes of a stop with `pieces`, rising; null where the visit brings the whole stop. */
  readonly pieces: readonly number[] | null;
  /** The departure before it plus travel. */
  readonly arriveS: number;
  /** Service begins; later than `arriveS` only to wait for a window. */
  readonly startS: number;
  /** Service ends: `startS + serviceS`. */
  readonly departS: number;
}

export interface Unserved {
  readonly stop: number;
  /** What is missing, one number per load dimension. */
  readonly loads: readonly number[];
  /** Which boxes of a stop with `pieces` are missing; null = the whole stop. */
  readonly pieces: readonly number[] | null;
  readonly reason: UnservedReason;
  readonly evidence: Evidence;
}

/**
 * Why a stop is left out. The first ten hold for the stop alone on the idle fleet, the last three beside the other stops of
 * this plan. Vehicles and depots are indices. Of the missing boxes of a split stop, the one whose reason is last in this list
 * tells it.
 */
export const unservedReasons = [
  /** No vehicle is allowed. Evidence: `eligible` 0. */
  'noEligibleVehicle',
  /** No source depot is allowed. Evidence: `depots` 0. */
  'noSourceDepot',
  /** It is larger than every eligible vehicle. Evidence: `dimension` (index), `load`, `capacity` (the largest). */
  'capacity',
  /** No allowed depot ever held enough. Evidence: `depot` (the one nearest to enough), `loadClass` (of which it lacks most), `amount`, `stock`. */
  'noStock',
  /** No eligible vehicle has a way from where it is by a depot to the stop and home. Evidence: `eligible`, `depots`. */
  'unreachable',
  /** Every source is closed before it can be left. Evidence: `earliestDepartS`, `closesS`. */
  'depotClosed',
  /** The goods are there too late; with `releaseS` 0 it could be served. Evidence: `releaseS`, `latestReleaseS`. */
  'releasedTooLate',
  /** Its windows end before any vehicle can be there. Evidence: `earliestArriveS`, `windowEndsS`. */
  'timeWindow',
  /** No vehicle is home before its shift ends. Evidence: `overrunS` (the smallest). */
  'shiftEnd',
  /** It is further than any vehicle may drive in a day. Evidence: `overrunS` (the smallest). */
  'travelLimit',
  /** Other stops of this plan took the stock. Evidence: `depot`, `loadClass`, `amount`, `left`. */
  'stockTaken',
  /** Alone it could be served, beside the other stops nobody has room or time. Evidence: `vehiclesAlone`. */
  'fleetExhausted',
  /** It could be added, but at more cost than its prize. Evidence: `prize`, `cheapestCost`. */
  'notWorthIt',
] as const;
export type UnservedReason = (typeof unservedReasons)[number];

/** The numbers behind a reason, by the names listed with it. */
export type Evidence = Readonly<Record<string, number>>;

export interface CostParts {
  /** Fixed costs of the vehicles used. */
  readonly fixed: number;
  /** Travel by second and by metre. */
  readonly travel: number;
  readonly lateness: number;
  readonly waiting: number;
  /** Work beyond fair shares. */
  readonly balance: number;
  /** Visits by another vehicle than before. */
  readonly stability: number;
  /** Prizes of what is unserved. */
  readonly unserved: number;
}

export interface Stats {
  /** Rounds of ruin and recreate that were made; on the fast core, its own. */
  readonly iterations: number;
  /** Times a better plan was found. */
  readonly improvements: number;
  /** Cost of the first complete plan. */
  readonly firstCost: number;
  /** What ended the search. */
  readonly endedBy: 'iterations' | 'expired' | 'nothingToImprove';
}

/**
 * How long the search may run. It stops at whichever comes first, always with a valid plan. The clock is the caller's
 * (CPU time, a shutdown flag), so that with `iterations` alone the same seed gives the same plan on every machine.
 */
export interface Budget {
  /**
   * At most this many rounds; 0 = construction and descent only, or of a former plan what holds and the insertion of the rest. The
   * fast core makes fifty of its smaller ones for each. No limit (`Infinity`) only with a clock.
   */
  readonly iterations: number;
  /** Polled between moves, on the fast core at least every thousand rounds once a first plan is made; true ends the search. */
  readonly expired?: () => boolean;
  /** Share of the caller's time that is used up, 0 … 1: how far the search has cooled where time, not `iterations`, ends it. */
  readonly usedShare?: () => number;
}

export interface SolveOptions {
  readonly budget: Budget;
  readonly seed: number;
  /** Sees each better plan as it is found, on the fast core the last one only; observes only. */
  readonly onImproved?: (solution: Solution) => void;
  /** A plan of before, in the indices of this problem; what still holds of it is the first plan, the rest is planned anew. */
  readonly warmStart?: WarmStart;
}

export interface WarmStart {
  readonly routes: readonly {
    readonly vehicle: number;
    readonly trips: readonly {
      readonly depot: number;
      /** When it left the depot: in this order docks are given out again. */
      readonly departS?: number;
      readonly visits: readonly { readonly stop: number; readonly pieces: readonly number[] | null }[];
    }[];
  }[];
}
