import { seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import { NoTarget } from './first-day.ts';
import type { Fleet } from './fleet.ts';
import type { Households } from './households.ts';
import type { Journey } from './journey.ts';
import { chooseSealedZone } from './sealed-zone.ts';
import type { Town } from './town.ts';

interface Event {
  readonly town: Town;
  readonly fleet: Fleet;
  readonly households: Households;
  readonly seed: number;
  readonly nowMs: number;
  readonly clock: string;
  /** Without a target now, it may still come a little later. */
  readonly patient: boolean;
  readonly say: (line: string) => void;
  /** Lets everything that follows from the event happen. */
  readonly settle: () => Promise<void>;
}

interface DeclaredZone {
  readonly gates: readonly unknown[];
  readonly touchedRoutes: readonly unknown[];
  readonly warnings: readonly unknown[];
}

/** At noon a zone is sealed around homes and stops, across the way of vans and riders. */
export async function sealAtNoon({
  town,
  fleet,
  households,
  seed,
  nowMs,
  clock,
  patient,
  say,
  settle,
}: Event): Promise<boolean> {
  const chosen = chooseSealedZone(town, fleet.journeys, { seed, nowMs });
  if (!chosen && patient) return false;
  if (!chosen) throw new NoTarget('the zone sealed at noon', `${fleet.journeys.length} routes are under way`);
  await fleet.report(nowMs);
  const zone = await town.commander.post<DeclaredZone>('/v1/zones', {
    name: '午间封控区',
    class: 'sealed',
    geometry: { type: 'Polygon', coordinates: [chosen.ring] },
  });
  households.lockedDown = true;
  say(
    `${clock}  Zone sealed: ${chosen.stopsInside} of ${chosen.openStops} open stops inside, ${zone.gates.length} gates, ` +
      `${zone.touchedRoutes.length} routes changed (${chosen.routesBroken} would have broken its law), ${zone.warnings.length} warnings`,
  );
  await settle();
  await fleet.refresh(nowMs);
  await fleet.findNew();
  await fleet.act(nowMs);
  return true;
}

/** At one the code of an outside rider with boxes aboard turns red. */
export async function turnRedAtOne({ town, fleet, seed, nowMs, clock, patient, say, settle }: Event): Promise<boolean> {
  const loaded = fleet.journeys
    .filter(isLoadedRider)
    .sort((one, other) => compare(one.route.riderId, other.route.riderId));
  if (loaded.length === 0 && patient) return false;
  if (loaded.length === 0) throw new NoTarget('the code that turns red at one', 'no outside rider has boxes aboard');
  await fleet.report(nowMs);
  const { route } = seededRandom(seedFrom('red code', seed)).pick(loaded);
  await town.integration.post('/v1/health-facts', {
    riderId: route.riderId,
    kind: 'code',
    colour: 'red',
    validFrom: new Date(nowMs).toISOString(),
  });
  say(`${clock}  A rider's code turns red with ${aboard(route)} boxes aboard`);
  await settle();
  await fleet.refresh(nowMs);
  await fleet.findNew();
  await fleet.act(nowMs);
  return true;
}

function isLoadedRider({ route }: Journey): boolean {
  return route.travellerClass === 'outsideRider' && route.state === 'running' && aboard(route) > 0;
}

function aboard(route: Journey['route']): number {
  const boxes = route.trips.flatMap((trip) => trip.stops).flatMap((stop) => stop.boxes);
  return boxes.filter((box) => box.active && box.state === 'loaded').length;
}

function compare(one: string | undefined, other: string | undefined): number {
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
