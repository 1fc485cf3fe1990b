import { arriveLeg } from '../actions/legs/arrive.ts';
import { departLeg } from '../actions/legs/depart.ts';
import { reportPositions } from '../actions/legs/report-positions.ts';
import { takeTrip } from '../actions/trips/take.ts';
import type { PlannedLeg, PlannedRoute } from '../actions/waves/plan.ts';
import type { Database } from '../database/port.ts';
import type { LngLat } from '../rules/geo.ts';
import type { Id } from '../rules/ids.ts';
import { actingAs } from './small-city.ts';
import type { TestTraveller } from './working-city.ts';

/** A traveller's deeds, each at an instant. */
export function driverOf(database: Database, { actor }: TestTraveller) {
  const as = actingAs.bind(null, database, actor) as <T>(
    run: Parameters<typeof actingAs<T>>[2],
    now?: Date,
  ) => Promise<T>;
  return {
    as,
    take: (tripId: Id | undefined, now: Date) => as((tx) => takeTrip(tx, { tripId: tripId ?? '' }), now),
    depart: (leg: Pick<PlannedLeg, 'id'> | undefined, now: Date) =>
      as((tx) => departLeg(tx, { legId: leg?.id ?? '' }), now),
    report: (leg: Pick<PlannedLeg, 'id'> | undefined, points: readonly LngLat[], now: Date) =>
      as(
        (tx) => reportPositions(tx, { legId: leg?.id ?? '', positions: points.map((point) => ({ at: now, point })) }),
        now,
      ),
    arrive: (leg: Pick<PlannedLeg, 'id'> | undefined, now: Date) =>
      as((tx) => arriveLeg(tx, { legId: leg?.id ?? '' }), now),
    /** Departs, reports every position of the line on arrival, and arrives. */
    async drive(leg: PlannedLeg | undefined, departs: Date, arrives: Date) {
      await this.depart(leg, departs);
      await this.report(leg, leg?.line.slice(1) ?? [], arrives);
      await this.arrive(leg, arrives);
    },
  };
}

export function firstTrip(route: PlannedRoute) {
  const [trip] = route.trips;
  if (!trip) throw new Error('a route has a trip');
  return trip;
}
