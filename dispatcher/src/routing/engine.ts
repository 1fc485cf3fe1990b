import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';

/** A place further than this from every street is an error in the data, not a long walk. */
export const SNAP_LIMIT_M = 500;

/** The ground that a question is asked on. Every part of an answer keeps off `avoid` and within `confineTo`. */
export interface Ground {
  readonly profile: Profile;
  readonly avoid?: readonly MultiPolygonCoordinates[];
  readonly confineTo?: MultiPolygonCoordinates;
  readonly snapLimitM?: number;
  readonly signal?: AbortSignal;
}

export interface MatrixQuery extends Ground {
  readonly from: readonly LngLat[];
  readonly to: readonly LngLat[];
}

/** Flat row-major tables, row = from; -1 where no way leads. Indices of places too far from any street stand aside. */
export interface TravelMatrix {
  readonly durationsS: Int32Array;
  readonly distancesM: Int32Array;
  readonly tooFarFrom: readonly number[];
  readonly tooFarTo: readonly number[];
  /** Per place, how far it lies from the street that serves it, where the engine tells. */
  readonly snappedFromM?: readonly number[];
  readonly snappedToM?: readonly number[];
  /** Where figures of two engines are put together: those of the street search, which decides what can be reached. */
  readonly streets?: { readonly durationsS: Int32Array; readonly distancesM: Int32Array };
}

export interface RouteQuery extends Ground {
  /** At least two places, driven in this order. */
  readonly via: readonly LngLat[];
}

/** The line starts at the first place and ends at the last, so that legs which share a place join without a gap. */
export interface FoundRoute {
  readonly unreachable: false;
  readonly line: readonly LngLat[];
  readonly durationS: number;
  readonly distanceM: number;
  /** Per place, how far it lies from the street that serves it. */
  readonly snappedM: readonly number[];
}

export type NoRouteReason = 'tooFarFromRoad' | 'unreachable';

/** A value, not an error: `place` is the index in `via` of the place that cannot be reached. */
export interface NoRoute {
  readonly unreachable: true;
  readonly reason: NoRouteReason;
  readonly place: number;
  readonly at: LngLat;
}

export type RouteAnswer = FoundRoute | NoRoute;

export interface RoutingCapabilities {
  readonly name: 'streets' | 'valhalla' | 'osrm';
  readonly avoidsPolygons: boolean;
  readonly confines: boolean;
  readonly leaves: boolean;
}

/** Callers ask `capabilities`, never the name. A broken engine throws `Unavailable`. */
export interface RoutingEngine {
  readonly capabilities: RoutingCapabilities;
  matrix(query: MatrixQuery): Promise<TravelMatrix>;
  route(query: RouteQuery): Promise<RouteAnswer>;
  close(): Promise<void>;
}

/** Zones in which a leg may start or end but which it may not cross: those without an end of it are closed to it. */
export interface EndsInZones {
  readonly enterOnly?: readonly MultiPolygonCoordinates[];
}

export interface LeaveQuery extends Omit<Ground, 'confineTo'> {
  readonly at: LngLat;
  readonly zone: MultiPolygonCoordinates;
}

/** Stands in a table of what can be reached where only a search could tell. */
export const REACH_UNKNOWN = -1;

/** Flat and row-major like a matrix: 1 where a way leads, 0 where none does, `REACH_UNKNOWN` where that is not known. */
export interface Reachable
  extends Pick<TravelMatrix, 'tooFarFrom' | 'tooFarTo'>,
    Required<Pick<TravelMatrix, 'snappedFromM' | 'snappedToM'>> {
  readonly cells: Int8Array;
}

export interface DetourQuery extends Ground {
  readonly places: readonly LngLat[];
  readonly over: readonly MultiPolygonCoordinates[];
}

/** Per place the least seconds to some ground and from there; infinite where no way leads. */
export interface Detours {
  readonly toS: readonly number[];
  readonly fromS: readonly number[];
}

/** An engine that keeps the whole law by itself, and finds the quickest way out of a zone declared around a traveller. */
export interface LeavingEngine extends RoutingEngine {
  matrix(query: MatrixQuery & EndsInZones): Promise<TravelMatrix>;
  route(query: RouteQuery & EndsInZones): Promise<RouteAnswer>;
  leave(query: LeaveQuery): Promise<RouteAnswer>;
  /** What the matrix would find reachable, as far as that is known without a search. */
  reach(query: MatrixQuery & EndsInZones): Promise<Reachable>;
  detours(query: DetourQuery): Promise<Detours>;
}
