import { euclideanMatrix } from '../../solver/formats/distance-matrix.ts';
import { FAR_S, type Problem, type Stop } from '../../solver/problem.ts';
import { below, createRandom } from '../../solver/search/random.ts';
import { largeInstance } from '../solver/large-instance.ts';

export type TownKind = 'plain' | 'windows' | 'rich';
export const townKinds: readonly TownKind[] = ['plain', 'windows', 'rich'];

/** Stops of one zone of a town; the zones of a rich town are what an event closes. */
export interface Town {
  readonly kind: TownKind;
  readonly problem: Problem;
  /** By stop. */
  readonly zones: Int32Array;
}

/** Zones of a rich town: a grid of so many by so many. */
const zonesAcross = 4;
const prize = 10_000_000;

/**
 * A seeded town of so many stops: `plain` is capacitated, `windows` adds one window a stop, `rich` has vans and riders with two
 * trips each, lateness and waiting that cost, zones that riders alone or vans alone may enter, and boxes that may be split.
 */
export function townProblem(kind: TownKind, seed: number, stops: number): Town {
  const instance = largeInstance(seed, stops, kind === 'windows');
  const { coordinates, placeCount } = instance;
  if (coordinates === null) throw new Error('a town without coordinates');
  const durationsS = euclideanMatrix(coordinates.x, coordinates.y, 'round');
  const random = createRandom(seed);
  const rich = kind === 'rich';
  const span = Math.max(...coordinates.x, ...coordinates.y) + 1;
  const cell = (value: number) => Math.min(zonesAcross - 1, Math.floor((value / span) * zonesAcross));
  const zones = Int32Array.from(
    { length: stops },
    (_, stop) => zonesAcross * cell(coordinates.x[stop + 1] ?? 0) + cell(coordinates.y[stop + 1] ?? 0),
  );
  const loads = Array.from({ length: stops }, (_, stop) => instance.demands[stop + 1] ?? 0);
  const total = loads.reduce((sum, load) => sum + load, 0);
  const vans = Math.ceil((rich ? 0.6 : 1.15) * (total / (rich ? 400 : 200))) + 2;
  const riders = rich ? Math.ceil((1.1 * total) / 120) : 0;
  const day = instance.closes[0] ?? FAR_S;
  const shiftS = kind === 'windows' ? day : 100_000;
  const vehicles = Array.from({ length: vans + riders }, (_, index) => {
    const rider = index >= vans;
    return {
      id: `${rider ? 'rider' : 'van'} ${index}`,
      label: rider ? 'outsideRider' : 'mannedVehicle',
      travel: rider ? 1 : 0,
      capacity: Int32Array.of(rider ? 60 : 200),
      shift: { fromS: 0, toS: shiftS },
      start: { place: 0, atS: 0 },
      home: 0,
      fixedCost: rich ? (rider ? 100 : 300) : 0,
      costPerS: 1,
      costPerM: 0,
      tripsMax: rich ? 2 : 1,
      reloadS: rich ? 120 : 0,
      travelMaxS: FAR_S,
      rests: [],
      firstDepart: { fromS: 0, toS: FAR_S },
      fairShare: { sharedS: FAR_S, costPerS: 0 },
    };
  });
  const all = Array.from(vehicles.keys());
  const riderOnly = Int32Array.from(all.filter((index) => index >= vans));
  const vanOnly = Int32Array.from(all.filter((index) => index < vans));
  const law = Array.from({ length: zonesAcross ** 2 }, () => below(random, 8));
  const stopOf = (_: unknown, index: number): Stop => {
    const boxes = loads[index] ?? 0;
    const rule = rich ? (law[zones[index] ?? 0] ?? 0) : 0;
    return {
      id: `stop ${index}`,
      place: index + 1,
      loads: Int32Array.of(boxes),
      amounts: new Int32Array(),
      pieces:
        rich && boxes > 1 && below(random, 5) === 0
          ? { count: boxes, loads: new Int32Array(boxes).fill(1), amounts: new Int32Array() }
          : null,
      windows:
        kind === 'windows'
          ? Int32Array.of(instance.opens[index + 1] ?? 0, (instance.closes[index + 1] ?? 0) + 1)
          : new Int32Array(),
      serviceS: rich ? 30 : (instance.serviceTimes[index + 1] ?? 0),
      releaseS: 0,
      dueS: rich ? 5 * 3600 : FAR_S,
      latenessCostPerS: rich ? 1 : 0,
      waitingCostPerS: 0,
      prize,
      vehicles: rule === 1 ? riderOnly : rule === 2 ? vanOnly : null,
      depots: null,
      pin: { level: 'free' },
      before: null,
    };
  };
  const slower = durationsS.map((seconds) => Math.round(seconds * 1.3));
  const problem: Problem = {
    epoch: new Date(Date.UTC(2026, 3, 1)),
    places: Array.from({ length: placeCount }, (_, place) => `place ${place}`),
    loadDimensions: ['boxes'],
    loadClasses: [],
    travel: [
      { id: 'car', durationsS, distancesM: durationsS },
      ...(rich ? [{ id: 'ebike', durationsS: slower, distancesM: slower }] : []),
    ],
    vehicles,
    depots: [
      {
        id: 'depot',
        place: 0,
        stock: null,
        open: { fromS: 0, toS: FAR_S },
        aboard: false,
        loadingPerBoxS: 0,
        docks: null,
      },
    ],
    stops: Array.from({ length: stops }, stopOf),
  };
  return { kind, problem, zones };
}
