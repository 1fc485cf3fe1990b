import type { PlannedLeg, PlannedRoute } from '@baogong/drizzle/actions/waves/plan';
import type { LegToJudge } from '@baogong/drizzle/queries/law/judged-legs';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { type Id, newId } from '@baogong/drizzle/rules/ids';
import type { Departure } from './departures.ts';
import { type Drive, type Itinerary, type ItineraryTrip, instantOf } from './itinerary.ts';
import type { LegLines } from './leg-lines.ts';

/** A pair of places for which no lawful leg was found after all. */
export interface ClosedPair {
  readonly departure: Departure;
  readonly from: LngLat;
  readonly to: LngLat;
}

export interface Drawn {
  readonly routes: readonly PlannedRoute[];
  /** What PostGIS is to judge. */
  readonly toJudge: readonly LegToJudge[];
  readonly pairOf: ReadonlyMap<Id, ClosedPair>;
  readonly closed: readonly ClosedPair[];
}

/** Finds the way of every leg. Pairs without one are named, so that the plan can be made again without them. */
export async function drawRoutes(
  lines: LegLines,
  { epoch, itineraries }: { epoch: Date; itineraries: readonly Itinerary[] },
): Promise<Drawn> {
  const routes: PlannedRoute[] = [];
  const toJudge: LegToJudge[] = [];
  const pairOf = new Map<Id, ClosedPair>();
  const closed: ClosedPair[] = [];
  for (const { departure, trips } of itineraries) {
    const { traveller } = departure;
    const drawnTrips = [];
    for (const trip of trips) {
      const legs: PlannedLeg[] = [];
      for (const drive of trip.drives) {
        const pair = { departure, from: drive.from.point, to: drive.to.point };
        const line = await lineOf(lines, departure, drive);
        if (!line) {
          closed.push(pair);
          continue;
        }
        const leg = legOf(drive, line, epoch);
        legs.push(leg);
        toJudge.push(judgeOf(departure, leg));
        pairOf.set(leg.id, pair);
      }
      drawnTrips.push(tripOf(trip, legs, epoch));
    }
    const { vehicleId, riderId, travellerClass, profile } = traveller;
    routes.push({ id: newId(), vehicleId, riderId, travellerClass, profile, trips: drawnTrips });
  }
  return { routes, toJudge, pairOf, closed };
}

function lineOf(lines: LegLines, departure: Departure, drive: Drive): Promise<readonly LngLat[] | null> {
  if (drive.purpose === 'leave') return Promise.resolve(departure.leave?.line ?? null);
  const { profile } = departure.traveller;
  return lines.line({ profile, classLaw: departure.classLaw, from: drive.from.point, to: drive.to.point });
}

function legOf(drive: Drive, line: readonly LngLat[], epoch: Date): PlannedLeg {
  const { from, to, stopId, purpose, zoneId } = drive;
  const startsAt = instantOf(epoch, drive.startsS);
  return { id: newId(), from, to, stopId, purpose, zoneId, line, startsAt, endsAt: instantOf(epoch, drive.endsS) };
}

function judgeOf({ traveller }: Departure, leg: PlannedLeg): LegToJudge {
  const { id, line, startsAt } = leg;
  return {
    ...{ id, line, startsAt },
    // A leg of no length is still somewhere at some time.
    endsAt: leg.endsAt > startsAt ? leg.endsAt : new Date(startsAt.getTime() + 1000),
    travellerClass: traveller.travellerClass,
    ownZoneId: traveller.ownZoneId,
    leavesZoneId: leg.purpose === 'leave' ? leg.zoneId : null,
  };
}

function tripOf(trip: ItineraryTrip, legs: readonly PlannedLeg[], epoch: Date): PlannedRoute['trips'][number] {
  return {
    id: newId(),
    source: trip.source,
    departsAt: instantOf(epoch, trip.departsS),
    returnsAt: instantOf(epoch, trip.returnsS),
    stops: trip.stops,
    legs,
  };
}
