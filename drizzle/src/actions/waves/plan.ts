import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type { Place } from '../../rules/place.ts';
import type { UnservedReason } from '../../rules/unserved-reason.ts';
import type { LegPurpose, Profile, StopMode, TravellerClass } from '../../rules/vocabulary.ts';

/** A plan as the planner hands it over, ids already given, instants absolute. */
export interface Plan {
  readonly waveId: Id;
  readonly cityId: Id;
  /** The law that every leg was judged under. */
  readonly lawVersion: number;
  readonly planMs: number;
  readonly routes: readonly PlannedRoute[];
  readonly unplanned: readonly UnplannedBox[];
}

export interface PlannedRoute {
  readonly id: Id;
  readonly vehicleId: Id | null;
  readonly riderId: Id | null;
  readonly travellerClass: TravellerClass;
  readonly profile: Profile;
  readonly trips: readonly PlannedTrip[];
}

export interface PlannedTrip {
  readonly id: Id;
  readonly source: Place;
  readonly departsAt: Date;
  readonly returnsAt: Date;
  readonly stops: readonly PlannedStop[];
  readonly legs: readonly PlannedLeg[];
}

export interface PlannedStop {
  readonly id: Id;
  readonly mode: StopMode;
  readonly place: Place;
  readonly servesZoneId: Id | null;
  readonly arrivesAt: Date;
  readonly departsAt: Date;
  readonly boxIds: readonly Id[];
}

export interface PlannedLeg {
  readonly id: Id;
  readonly from: Place;
  readonly to: Place;
  readonly stopId: Id | null;
  readonly purpose: LegPurpose;
  readonly zoneId: Id | null;
  readonly line: readonly LngLat[];
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface UnplannedBox {
  readonly boxId: Id;
  readonly reason: UnservedReason;
  readonly evidence: Readonly<Record<string, unknown>>;
}
