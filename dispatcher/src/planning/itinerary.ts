import type { PlannedStop } from '@baogong/drizzle/actions/waves/plan';
import { type Id, newId } from '@baogong/drizzle/rules/ids';
import type { Place } from '@baogong/drizzle/rules/place';
import type { LegPurpose } from '@baogong/drizzle/rules/vocabulary';
import type { Route, Solution, Trip, Visit } from '../solver/solution.ts';
import type { Posed } from './build-problem.ts';
import type { Departure } from './departures.ts';
import type { Errand } from './errands.ts';

/** One drive between two places, its way still to be found. */
export interface Drive {
  readonly from: Place;
  readonly to: Place;
  readonly stopId: Id | null;
  readonly purpose: LegPurpose;
  readonly zoneId: Id | null;
  readonly startsS: number;
  readonly endsS: number;
}

export interface ItineraryTrip {
  readonly source: Place;
  readonly departsS: number;
  readonly returnsS: number;
  readonly stops: readonly PlannedStop[];
  readonly drives: readonly Drive[];
}

/** What one traveller is to do, in order, without the lines of its legs. */
export interface Itinerary {
  readonly departure: Departure;
  readonly trips: readonly ItineraryTrip[];
}

/** The solver's answer in terms of places, stops and boxes. */
export function itineraries(posed: Posed, solution: Solution): Itinerary[] {
  return solution.routes.flatMap((route) => {
    const departure = posed.departures[route.vehicle];
    return departure ? [{ departure, trips: tripsOf(posed, route, departure) }] : [];
  });
}

/** A traveller who stands somewhere on the road without work goes home; one whom a zone caught leaves it first. */
export function homeward(departure: Departure, backS: number): Itinerary {
  const { leave, start, startS, traveller } = departure;
  const drives: Drive[] = leave ? [leaveDrive(departure, leave)] : [];
  const returnsS = startS + Math.max(1, backS);
  drives.push(drive({ from: start, to: traveller.home, startsS: startS, endsS: returnsS, purpose: 'return' }));
  return { departure, trips: [{ source: leave?.from ?? start, departsS: startS, returnsS, stops: [], drives }] };
}

function tripsOf(posed: Posed, route: Route, departure: Departure): ItineraryTrip[] {
  let here = departure.start;
  return route.trips.map((trip, index) => {
    const made = tripOf(posed, trip, { departure, here, first: index === 0 });
    here = departure.traveller.home;
    return made;
  });
}

function tripOf(
  posed: Posed,
  trip: Trip,
  { departure, here, first }: { departure: Departure; here: Place; first: boolean },
): ItineraryTrip {
  const source = posed.depotPlaces[trip.depot] ?? here;
  const { home } = departure.traveller;
  const drives: Drive[] = first && departure.leave ? [leaveDrive(departure, departure.leave)] : [];
  if (!samePoint(here, source)) {
    drives.push(drive({ from: here, to: source, startsS: trip.leaveS, endsS: trip.reachS, purpose: 'supply' }));
  }

  const stops: PlannedStop[] = [];
  let from = source;
  let startsS = trip.departS;
  for (const visit of trip.visits) {
    const errand = posed.errands[visit.stop];
    if (!errand) continue;
    const stop = stopOf(posed, errand, visit);
    stops.push(stop);
    drives.push({
      ...{ from, to: errand.target, startsS, endsS: visit.arriveS, zoneId: errand.zoneId, stopId: stop.id },
      purpose: errand.target.kind === 'warehouse' ? 'return' : 'supply',
    });
    from = errand.target;
    startsS = visit.departS;
  }
  drives.push(drive({ from, to: home, startsS, endsS: trip.returnS, purpose: 'return' }));
  return { source, departsS: trip.departS, returnsS: trip.returnS, stops, drives };
}

function stopOf(posed: Posed, errand: Errand, visit: Visit): PlannedStop {
  const pieces = visit.pieces ?? errand.boxes.keys();
  return {
    id: newId(),
    mode: errand.mode,
    place: errand.target,
    servesZoneId: errand.zoneId,
    arrivesAt: instantOf(posed.problem.epoch, visit.arriveS),
    departsAt: instantOf(posed.problem.epoch, visit.departS),
    boxIds: [...pieces].flatMap((piece) => errand.boxes[piece]?.id ?? []),
  };
}

function leaveDrive(departure: Departure, leave: NonNullable<Departure['leave']>): Drive {
  const { from, to, zoneId } = leave;
  return { from, to, zoneId, stopId: null, purpose: 'leave', startsS: 0, endsS: departure.startS };
}

function drive(facts: Pick<Drive, 'from' | 'to' | 'startsS' | 'endsS' | 'purpose'>): Drive {
  return { ...facts, stopId: null, zoneId: null };
}

function samePoint(one: Place, other: Place): boolean {
  return one.point[0] === other.point[0] && one.point[1] === other.point[1];
}

export function instantOf(epoch: Date, seconds: number): Date {
  return new Date(epoch.getTime() + seconds * 1000);
}
