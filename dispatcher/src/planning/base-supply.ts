import type { Id } from '@baogong/drizzle/rules/ids';
import type { Place } from '@baogong/drizzle/rules/place';
import { tableKey } from './build-problem.ts';
import type { Departure } from './departures.ts';
import type { Errand } from './errands.ts';
import type { LeftOut } from './left-out.ts';
import type { TravelTables } from './travel-tables.ts';
import type { World } from './world.ts';

interface Asked {
  readonly world: World;
  readonly able: readonly Departure[];
  /** What the first plan of the wave leaves out. */
  readonly left: readonly LeftOut[];
}

/** A base is supplied with no more than its riders take away in so many trips. */
const TRIPS_AHEAD = 2;

/**
 * Boxes that nobody brings to their places in this wave and that riders of a base could, if they had them: the base for
 * each. Only bases count whose riders reach no warehouse by themselves, for others fetch their own.
 */
export async function baseSupply(tables: TravelTables, { world, able, left }: Asked): Promise<Map<Id, Place>> {
  const supplied = new Map<Id, Place>();
  const missing = left.filter(({ box, errand }) => box.state !== 'delivered' && canGoByBase(errand));
  if (missing.length === 0) return supplied;
  const atBase = able.filter(({ traveller }) => traveller.home.kind === 'riderBase');
  const groupOf = (each: Departure) => `${each.traveller.home.id} ${tableKey(each)}`;
  for (const rider of new Map(atBase.map((each) => [groupOf(each), each])).values()) {
    if ((await thereAndBack(tables, rider, world.warehouses)).size > 0) continue;
    const base = rider.traveller.home;
    const riders = atBase.filter((each) => groupOf(each) === groupOf(rider));
    const within = await thereAndBack(
      tables,
      rider,
      missing.map(({ errand }) => errand.target),
    );
    const reached = missing.filter(
      ({ box, errand }) => !supplied.has(box.id) && within.has(errand.target.point.join()),
    );
    for (const { box } of reached.slice(0, roomFor(riders, base, world))) supplied.set(box.id, base);
  }
  return supplied;
}

/** Boxes aboard stay with their traveller; what lies at a base has been brought there; relays are not for riders. */
function canGoByBase({ source, target, withinZoneId }: Errand): boolean {
  if (source.aboardOf !== null || withinZoneId !== null || source.place.kind === 'riderBase') return false;
  return target.kind === 'dropPoint' || target.kind === 'building' || target.kind === 'gate';
}

function roomFor(riders: readonly Departure[], base: Place, { boxes }: World): number {
  const waiting = boxes.filter(({ custodian }) => custodian.kind === 'riderBase' && custodian.id === base.id).length;
  const taken = riders.reduce((sum, { traveller }) => sum + TRIPS_AHEAD * traveller.capacity.boxes, 0);
  return Math.max(0, taken - waiting);
}

/** The positions that a rider reaches from his base and comes home from. */
async function thereAndBack(
  tables: TravelTables,
  { traveller, classLaw }: Departure,
  targets: readonly Place[],
): Promise<Set<string>> {
  const keys = [...new Map(targets.map(({ point }) => [point.join(), point]))];
  const places = [traveller.home.point, ...keys.map(([, point]) => point)];
  const { durationsS } = await tables.table({
    ...{ profile: traveller.profile, classLaw, places },
    used: [...places.keys()],
  });
  const isReached = (place: number) => (durationsS[place] ?? -1) >= 0 && (durationsS[place * places.length] ?? -1) >= 0;
  return new Set(keys.flatMap(([key], index) => (isReached(index + 1) ? [key] : [])));
}
