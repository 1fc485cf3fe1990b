import { distanceM } from '@baogong/drizzle/rules/geo';
import type { Leg, Route, Stop, Trip } from '../../../shared/api/types.ts';

/** The one thing that a courier does next. */
export type NextAction =
  | { readonly kind: 'take'; readonly trip: Trip }
  | { readonly kind: 'depart' | 'arrive'; readonly leg: Leg; readonly trip: Trip; readonly stop: Stop | undefined }
  | { readonly kind: 'serve'; readonly stop: Stop }
  | { readonly kind: 'halted' | 'done' };

const SAME_PLACE_M = 60;

export function nextAction(route: Route): NextAction {
  if (route.state === 'halted') return { kind: 'halted' };
  const serving = route.trips.flatMap(({ stops }) => stops).find(({ state }) => state === 'arrived');
  if (serving) return { kind: 'serve', stop: serving };

  const next = nextLeg(route);
  if (!next) return { kind: 'done' };
  const { leg, trip } = next;
  const stop = trip.stops.find(({ id }) => id === leg.stopId);
  if (leg.departedAt) return { kind: 'arrive', leg, trip, stop };
  return mustTake(next) ? { kind: 'take', trip } : { kind: 'depart', leg, trip, stop };
}

function nextLeg(route: Route): { leg: Leg; trip: Trip } | undefined {
  return route.trips
    .flatMap((trip) => trip.legs.map((leg) => ({ leg, trip })))
    .filter(({ leg }) => leg.status === 'planned')
    .sort((one, other) => one.leg.seq - other.leg.seq)[0];
}

/** A trip's boxes are taken where they lie, before that place is left. */
function mustTake({ leg, trip }: { leg: Leg; trip: Trip }): boolean {
  const [start] = leg.line;
  const isThere = start !== undefined && distanceM(start, trip.source.point) <= SAME_PLACE_M;
  return trip.state === 'planned' && leg.fromKind === trip.source.kind && isThere && activeBoxes(trip.stops) > 0;
}

export function activeBoxes(stops: readonly Stop[]): number {
  return stops.reduce((sum, { boxes }) => sum + boxes.filter(({ active }) => active).length, 0);
}

/** Stops in the order in which they are driven; what a later plan took away is left out. */
export function drivenStops(route: Route): { stop: Stop; trip: Trip }[] {
  return route.trips.flatMap((trip) =>
    trip.stops.filter(({ state }) => state !== 'superseded').map((stop) => ({ stop, trip })),
  );
}
