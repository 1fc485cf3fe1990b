import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Place } from '@baogong/drizzle/rules/place';
import { type Depot, FAR_S, type Problem, type Stop, type Travel, type Vehicle } from '../solver/problem.ts';
import type { ClosedPairs } from './closed-pairs.ts';
import type { Departure } from './departures.ts';
import { type Errand, isFor } from './errands.ts';
import type { TravelTable, TravelTables } from './travel-tables.ts';
import type { World } from './world.ts';

/** A problem and what its indices stand for. */
export interface Posed {
  readonly problem: Problem;
  /** Per vehicle of the problem. */
  readonly departures: readonly Departure[];
  /** Per stop. */
  readonly errands: readonly Errand[];
  /** Per depot: where boxes are taken, on the side from which they are taken. */
  readonly depotPlaces: readonly Place[];
}

const LOAD_DIMENSIONS = ['boxes', 'grams', 'millilitres'];
/** Routes of one wave stay short, so that the next wave finds travellers at home. */
const TRIPS_MAX = 2;
const RELOAD_S = { car: 300, ebike: 120, foot: 60 } as const;
const COST_PER_S = { car: 6, ebike: 3, foot: 2 } as const;
const COST_PER_M = 0;
const FIXED_COST = { mannedVehicle: 600, autonomousVehicle: 300, outsideRider: 200, insideCarrier: 100, resident: 0 };
const PRIZE_PER_BOX = 100_000_000;
/** Bringing a box back comes after bringing another one to its household. */
const RETURN_PRIZE_PER_BOX = 10_000_000;
const LATENESS_PER_BOX_S = 20;

/** Puts a wave into the planner's terms: one stop per errand, one depot per source, one travel table per profile and law. */
export async function buildProblem(
  tables: TravelTables,
  {
    world,
    departures,
    errands,
    closed,
  }: {
    world: World;
    departures: readonly Departure[];
    errands: readonly Errand[];
    closed?: ClosedPairs;
  },
): Promise<Posed> {
  const wanted = departures.filter((each) => errands.some((errand) => isFor(errand, each.traveller)));
  const places = new PlaceIndex();
  const { depots, depotPlaces, depotOf } = depotsOf(errands, { places, departures });
  const targets = errands.map((errand) => places.of(errand.target.point));
  const starts = wanted.map((each) => ({
    start: places.of(each.start.point),
    home: places.of(each.traveller.home.point),
  }));

  const laws = [...new Map(wanted.map((each) => [tableKey(each), each])).entries()];
  const travel: Travel[] = [];
  for (const [id, { traveller, classLaw }] of laws) {
    const used = new Set<number>();
    wanted.forEach((each, index) => {
      if (tableKey(each) !== id) return;
      used.add(starts[index]?.start ?? 0).add(starts[index]?.home ?? 0);
      errands.forEach((errand, stop) => {
        if (!isFor(errand, each.traveller)) return;
        used.add(targets[stop] ?? 0).add(depots[depotOf[stop] ?? 0]?.place ?? 0);
      });
    });
    const asked = { profile: traveller.profile, classLaw, places: places.points, used: [...used] };
    const table = await tables.table(asked);
    if (closed) closePairs(table, { id, closed, places: places.points, used: [...used] });
    travel.push({ id, ...table });
  }

  const vehicles = wanted.map(
    (each, index): Vehicle =>
      vehicleOf(
        each,
        starts[index],
        laws.findIndex(([id]) => id === tableKey(each)),
      ),
  );
  const stops = errands.map((errand, index) => {
    const able = wanted.flatMap((each, vehicle) => (isFor(errand, each.traveller) ? [vehicle] : []));
    return stopOf(errand, { world, place: targets[index] ?? 0, depot: depotOf[index] ?? 0, able });
  });
  const problem: Problem = {
    epoch: world.now,
    places: places.points.map((point) => point.join()),
    loadDimensions: LOAD_DIMENSIONS,
    loadClasses: [],
    ...{ travel, vehicles, depots, stops },
  };
  return { problem, departures: wanted, errands, depotPlaces };
}

function closePairs(
  { durationsS, distancesM }: TravelTable,
  asked: { id: string; closed: ClosedPairs; places: readonly LngLat[]; used: readonly number[] },
): void {
  const { id, closed, places, used } = asked;
  for (const row of used) {
    for (const column of used) {
      const from = places[row];
      const to = places[column];
      if (!from || !to || !closed.has(id, from, to)) continue;
      durationsS[row * places.length + column] = -1;
      distancesM[row * places.length + column] = -1;
    }
  }
}

export function tableKey({ traveller, classLaw }: Departure): string {
  return `${traveller.profile} ${classLaw.key}`;
}

/** Places are known by their position: a warehouse that is a rider's home is one place. */
class PlaceIndex {
  readonly points: LngLat[] = [];
  readonly #known = new Map<string, number>();

  of(point: LngLat): number {
    const key = point.join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.points.length);
    return this.points.push(point) - 1;
  }
}

function depotsOf(
  errands: readonly Errand[],
  { places, departures }: { places: PlaceIndex; departures: readonly Departure[] },
) {
  const depots: Depot[] = [];
  const depotPlaces: Place[] = [];
  const known = new Map<string, number>();
  const depotOf = errands.map(({ source, withinZoneId }) => {
    const inner = withinZoneId !== null && source.innerPoint ? source.innerPoint : null;
    // Boxes aboard come with their traveller, also out of a zone that he leaves before his first trip.
    const carrier = departures.find((each) => each.traveller.key === source.aboardOf);
    const id = inner ? `${source.key} inside` : source.key;
    const index = known.get(id) ?? depots.length;
    if (index === depots.length) {
      const place = carrier?.start ?? { ...source.place, point: inner ?? source.place.point };
      depotPlaces.push(place);
      depots.push({
        id,
        place: places.of(place.point),
        stock: null,
        open: { fromS: 0, toS: FAR_S },
        aboard: source.aboardOf !== null,
        loadingPerBoxS: 0,
        docks: null,
      });
      known.set(id, index);
    }
    return index;
  });
  return { depots, depotPlaces, depotOf };
}

function vehicleOf(departure: Departure, at: { start: number; home: number } | undefined, travel: number): Vehicle {
  const { traveller, startS, untilS } = departure;
  const { boxes, grams, millilitres } = traveller.capacity;
  return {
    id: traveller.key,
    label: traveller.travellerClass,
    travel,
    capacity: Int32Array.of(boxes, grams, millilitres),
    shift: { fromS: 0, toS: Math.max(0, untilS) },
    start: { place: at?.start ?? 0, atS: startS },
    home: at?.home ?? 0,
    fixedCost: FIXED_COST[traveller.travellerClass],
    costPerS: COST_PER_S[traveller.profile],
    costPerM: COST_PER_M,
    tripsMax: TRIPS_MAX,
    reloadS: RELOAD_S[traveller.profile],
    travelMaxS: FAR_S,
    rests: [],
    firstDepart: { fromS: 0, toS: FAR_S },
    fairShare: { sharedS: FAR_S, costPerS: 0 },
  };
}

function stopOf(
  errand: Errand,
  { world, place, depot, able }: { world: World; place: number; depot: number; able: number[] },
): Stop {
  const { boxes } = errand;
  const isReturn = errand.target.kind === 'warehouse';
  const perBox = boxes.flatMap((box) => [1, box.grams, box.millilitres]);
  const sum = (dimension: number) => boxes.reduce((total, _, index) => total + (perBox[index * 3 + dimension] ?? 0), 0);
  const promised = Math.min(...boxes.map((box) => box.promisedAt.getTime()));
  return {
    id: `${errand.source.key} > ${errand.target.kind} ${errand.target.id}`,
    place,
    loads: Int32Array.of(sum(0), sum(1), sum(2)),
    amounts: new Int32Array(0),
    pieces:
      boxes.length > 1 ? { count: boxes.length, loads: Int32Array.from(perBox), amounts: new Int32Array(0) } : null,
    windows: new Int32Array(0),
    serviceS: serviceS(errand),
    releaseS: 0,
    dueS: Math.max(0, Math.floor((promised - world.now.getTime()) / 1000)),
    latenessCostPerS: isReturn ? 0 : LATENESS_PER_BOX_S * boxes.length,
    waitingCostPerS: boxes.length,
    prize: (isReturn ? RETURN_PRIZE_PER_BOX : PRIZE_PER_BOX) * boxes.length,
    vehicles: Int32Array.from(able),
    depots: Int32Array.of(depot),
    pin: { level: 'free' },
    before: null,
  };
}

/** Setting down takes a while at any place; a door takes longer for every household. */
function serviceS({ mode, boxes }: Errand): number {
  const households = new Set(boxes.map((box) => box.household.id)).size;
  return mode === 'door' ? 60 + 60 * households : 90 + 5 * boxes.length;
}
