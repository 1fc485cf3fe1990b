import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Place } from '@baogong/drizzle/rules/place';
import { tableKey } from './build-problem.ts';
import type { Departure } from './departures.ts';
import type { Source } from './errands.ts';
import type { TravelTables } from './travel-tables.ts';
import type { World } from './world.ts';
import { isClosed } from './zone-finder.ts';

/** Where boxes go that are brought to nobody any more. */
export interface WayBack {
  readonly target: Place;
  /** A carrier who may not leave his zone brings them to a gate of it, where outer travellers fetch them. */
  readonly withinZoneId: Id | null;
}

export type WaysBack = (source: Source) => WayBack | null;

interface Asked {
  readonly world: World;
  readonly able: readonly Departure[];
  readonly sources: readonly Source[];
}

/** The nearest lawful warehouse for each source, by the law and profile of whoever has the boxes or could fetch them. */
export async function waysBack(tables: TravelTables, { world, able, sources }: Asked): Promise<WaysBack> {
  const found = new Map<string, WayBack | null>();
  for (const source of sources) {
    if (found.has(source.key)) continue;
    const carrying = able.find((each) => each.traveller.key === source.aboardOf);
    if (carrying) found.set(source.key, await backWith(tables, world, carrying));
    else if (source.aboardOf === null) found.set(source.key, await backFrom(tables, { world, able, source }));
  }
  return (source) => found.get(source.key) ?? null;
}

async function backWith(tables: TravelTables, world: World, departure: Departure): Promise<WayBack | null> {
  const zone = confiningZone(world, departure);
  const targets = zone
    ? world.gates.filter((gate) => gate.zoneId === zone.id).map(({ id, innerPoint }) => gatePlace(id, innerPoint))
    : world.warehouses;
  const nearest = await nearestOf(tables, { departure, from: departure.start.point, targets });
  if (nearest) return { target: nearest.target, withinZoneId: zone?.id ?? null };
  // From a base that reaches no warehouse vans fetch what comes back.
  const { home } = departure.traveller;
  return home.kind === 'riderBase' ? { target: home, withinZoneId: null } : null;
}

/** By any outer traveller: the quickest of them decides which warehouse is near. */
async function backFrom(
  tables: TravelTables,
  { world, able, source }: { world: World; able: readonly Departure[]; source: Source },
): Promise<WayBack | null> {
  const outer = able.filter(({ traveller }) => traveller.travellerClass !== 'insideCarrier');
  const laws = new Map(outer.map((departure) => [tableKey(departure), departure]));
  let best: Near | null = null;
  for (const departure of laws.values()) {
    const near = await nearestOf(tables, { departure, from: source.place.point, targets: world.warehouses });
    if (near && (!best || near.durationS < best.durationS)) best = near;
  }
  return best && { target: best.target, withinZoneId: null };
}

interface Near {
  readonly target: Place;
  readonly durationS: number;
}

async function nearestOf(
  tables: TravelTables,
  { departure, from, targets }: { departure: Departure; from: LngLat; targets: readonly Place[] },
): Promise<Near | null> {
  const { profile, home } = departure.traveller;
  const places = [from, home.point, ...targets.map((target) => target.point)];
  const { durationsS } = await tables.table({
    ...{ profile, classLaw: departure.classLaw, places },
    used: [...places.keys()],
  });
  const near = targets.flatMap((target, index): Near[] => {
    const place = index + 2;
    const durationS = durationsS[place] ?? -1;
    // Who cannot come home from there is not sent there.
    return durationS < 0 || (durationsS[place * places.length + 1] ?? -1) < 0 ? [] : [{ target, durationS }];
  });
  return near.sort((one, other) => one.durationS - other.durationS)[0] ?? null;
}

function confiningZone(world: World, { traveller }: Departure) {
  const own = world.zones.find((zone) => zone.id === traveller.ownZoneId) ?? null;
  return traveller.travellerClass === 'insideCarrier' && isClosed(own) ? own : null;
}

function gatePlace(id: Id, point: LngLat): Place {
  return { kind: 'gate', id, point };
}
