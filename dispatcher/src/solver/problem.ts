/**
 * What the planner is asked. Plain data: every number is an integer, every instant is whole seconds from `epoch`, every
 * interval is half-open `[from, to)`, every reference is an index into a list of the problem, and lists of numbers are
 * flat typed arrays, so that a problem can be handed to a worker thread as it is.
 */
export interface Problem {
  /** The instant that is second 0. No vehicle moves before it. */
  readonly epoch: Date;
  /** Ids of the places; a place is known by its index here (0 … n−1). */
  readonly places: readonly string[];
  /** Names of the load dimensions, for example `['boxes', 'grams', 'millilitres']`; `loads` and `capacity` have one number for each. */
  readonly loadDimensions: readonly string[];
  /** Names of the load classes that depots hold stock of; `[]` where stock plays no part. */
  readonly loadClasses: readonly string[];
  /** One entry for each travel profile under one law; vehicles name theirs by index. */
  readonly travel: readonly Travel[];
  readonly vehicles: readonly Vehicle[];
  readonly depots: readonly Depot[];
  readonly stops: readonly Stop[];
}

/** Travel between all places for one profile and one law version. Need not be symmetric nor keep the triangle inequality. */
export interface Travel {
  readonly id: string;
  /** Seconds, n×n, row = from: `durationsS[from * n + to]`; −1 = there is no lawful way. The diagonal is 0. */
  readonly durationsS: Int32Array;
  /** Metres, the same shape; −1 exactly where the duration is −1. */
  readonly distancesM: Int32Array;
}

/**
 * A traveller: van, truck, rider, carrier. His day is a chain of trips: from where he is (`start`, later `home`) to a depot,
 * load, visits, home. A vehicle that is on the road at `epoch` has its position as start place; its boxes aboard are a
 * depot with `aboard: true` at that place.
 */
export interface Vehicle {
  readonly id: string;
  /** The traveller class as a label for people; the solver does not read it (law comes in by eligibility and travel). */
  readonly label: string;
  /** Index into `problem.travel`. */
  readonly travel: number;
  /** One number per load dimension; holds for each trip. */
  readonly capacity: Int32Array;
  /** He sets off at `fromS` at the earliest and is home by `toS` (also the end of a health code's validity). */
  readonly shift: { readonly fromS: number; readonly toS: number };
  /** Where he is, and the second from which he is free there (≥ 0). */
  readonly start: { readonly place: number; readonly atS: number };
  /** The place where every trip ends. */
  readonly home: number;
  /** Paid once if he makes any trip. */
  readonly fixedCost: number;
  /** Per second of travel, to the depot and home included; waiting and service are free. */
  readonly costPerS: number;
  readonly costPerM: number;
  /** At most this many trips. */
  readonly tripsMax: number;
  /** Seconds of loading at the depot before each trip (none where `depot.aboard`); boxes take theirs on top (`depot.loadingPerBoxS`). */
  readonly reloadS: number;
  /** Most seconds of driving in his day; `FAR_S` = no limit. */
  readonly travelMaxS: number;
  /** His first trip leaves its depot within `[fromS, toS]`, `[0, FAR_S]` = whenever: what is loaded and promised keeps its hour. */
  readonly firstDepart: { readonly fromS: number; readonly toS: number };
  /** In the order in which he takes them. */
  readonly rests: readonly Rest[];
  /**
   * A fair share of work: what he is under way beyond `sharedS` seconds, from setting off to being home over all his trips, costs
   * `costPerS` a second. So work spreads over those who can do it.
   */
  readonly fairShare: { readonly sharedS: number; readonly costPerS: number };
}

/**
 * A rest of `durationS` that begins within `[fromS, toS)`. He rests where he stands before a leg: at the first such stand from
 * `fromS` on, or before that, waiting for `fromS`, where the step that comes next (the leg, and the loading, waiting and service
 * at its end) would end at `toS` or later. A rest is not owed where his day begins at `toS` or later or ends before `toS`.
 */
export interface Rest {
  readonly fromS: number;
  readonly toS: number;
  readonly durationS: number;
}

/** A source of loads: a warehouse, or a temporary one (a gate, a relay, a rider's held boxes, boxes aboard). */
export interface Depot {
  readonly id: string;
  readonly place: number;
  /** Amount on hand per load class, or null: the boxes of the stops that name this depot are simply there. */
  readonly stock: Int32Array | null;
  /** Loading begins at `fromS` at the earliest and the vehicle has left by `toS`. */
  readonly open: { readonly fromS: number; readonly toS: number };
  /** The boxes already ride in the one vehicle whose stops name this depot: no loading, and only as that vehicle's first trip. */
  readonly aboard: boolean;
  /** Seconds of loading for each unit of the first load dimension (none where `aboard`). */
  readonly loadingPerBoxS: number;
  /**
   * Vehicles that can load at once, null = any number. A loading holds its dock without a gap until it ends; it begins at the
   * first second from which a dock is free so long.
   */
  readonly docks: number | null;
}

export interface Stop {
  readonly id: string;
  readonly place: number;
  /** One number per load dimension. */
  readonly loads: Int32Array;
  /** Amount taken from the source depot per load class (`length = loadClasses.length`); counts where the depot has stock. */
  readonly amounts: Int32Array;
  /** The indivisible boxes of a stop that several visits may share, or null: one visit takes all. */
  readonly pieces: Pieces | null;
  /** Service begins inside one of these, flat `[from0, to0, from1, to1, …]`, rising and disjoint; empty = at any time. */
  readonly windows: Int32Array;
  /** Each visit takes this long, whatever it brings. */
  readonly serviceS: number;
  /** A trip with this stop leaves its depot at this second at the earliest (when the goods are there). */
  readonly releaseS: number;
  /** A visit that ends after this second is late (the 5-hour promise). */
  readonly dueS: number;
  /** Cost of each second that a visit ends after `dueS`. */
  readonly latenessCostPerS: number;
  /** Cost of each second from `epoch` until a visit ends: what makes the solver serve early and side by side. */
  readonly waitingCostPerS: number;
  /** Cost of leaving the stop unserved. */
  readonly prize: number;
  /** Indices of the vehicles that may serve it, rising; null = all. */
  readonly vehicles: Int32Array | null;
  /** Indices of the depots it may come from, rising; null = all. */
  readonly depots: Int32Array | null;
  readonly pin: Pin;
  /** The vehicle of the plan before, null = none: each visit by another one costs `changeCost`, so that a re-plan stays near to what people know. */
  readonly before: { readonly vehicle: number; readonly changeCost: number } | null;
}

/**
 * The boxes of a stop that may be split. Row i of `loads` (one number per dimension) and of `amounts` (one per class) is
 * box i; the rows sum up to the stop's. The stop's prize is shared over the boxes by count, the first ones bear the rest.
 */
export interface Pieces {
  readonly count: number;
  readonly loads: Int32Array;
  readonly amounts: Int32Array;
}

/**
 * What a re-plan may do with a stop. `vehicle`: stays with that vehicle. `sequence`: belongs to the frozen prefix of that
 * vehicle, whose pinned stops are the first visits of its first trip, in rising `order`. A pinned stop that can no longer be
 * served is unserved with a reason, never moved.
 */
export type Pin =
  | { readonly level: 'free' }
  | { readonly level: 'vehicle'; readonly vehicle: number }
  | { readonly level: 'sequence'; readonly vehicle: number; readonly order: number };

/** Seconds are kept below this (about 31 years), so that sums of a day fit an Int32. */
export const FAR_S = 1_000_000_000;
