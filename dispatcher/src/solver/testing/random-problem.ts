import { at } from '../at.ts';
import {
  type Depot,
  FAR_S,
  type Pieces,
  type Pin,
  type Problem,
  type Stop,
  type Travel,
  type Vehicle,
} from '../problem.ts';
import { below, createRandom, type Random } from '../search/random.ts';

interface RandomProblemOptions {
  readonly seed: number;
  readonly stops: number;
  readonly vehicles: number;
  readonly depots: number;
  /** 0 = a plain problem with room for all; 1 = every rule bites somewhere. */
  readonly hardship: number;
}

const dayS = 12 * 3600;

/** A seeded problem that uses every field of the model, on a plane of 10 by 10 km with some ways missing. */
export function randomProblem(options: RandomProblemOptions): Problem {
  const random = createRandom(options.seed);
  const places = Array.from({ length: options.stops + options.depots + 2 }, (_, index) => `place ${index}`);
  const points = places.map(() => [random() * 10_000, random() * 10_000] as const);
  const bites = (share: number) => random() < share * options.hardship;
  const travel = [6, 3].map((speed, index) => randomTravel(`profile ${index}`, points, speed, bites));
  const depots = Array.from({ length: options.depots }, (_, index) => randomDepot(index, random, bites));
  const vehicles = Array.from({ length: options.vehicles }, (_, index) => randomVehicle(index, options, random, bites));
  const stops = Array.from({ length: options.stops }, (_, index) => randomStop(index, options, random, bites));
  return {
    epoch: new Date(Date.UTC(2026, 3, 1)),
    places,
    loadDimensions: ['boxes', 'grams'],
    loadClasses: ['ambient', 'chilled'],
    travel,
    vehicles,
    depots,
    stops,
  };
}

type Bites = (share: number) => boolean;

function randomTravel(id: string, points: readonly (readonly [number, number])[], speed: number, bites: Bites): Travel {
  const durationsS = new Int32Array(points.length ** 2);
  const distancesM = new Int32Array(points.length ** 2);
  points.forEach((from, row) => {
    points.forEach((to, column) => {
      const metres = Math.round(Math.hypot(from[0] - to[0], from[1] - to[1]));
      const broken = row !== column && bites(0.03);
      durationsS[row * points.length + column] = broken ? -1 : Math.round(metres / speed);
      distancesM[row * points.length + column] = broken ? -1 : metres;
    });
  });
  return { id, durationsS, distancesM };
}

function randomDepot(index: number, random: Random, bites: Bites): Depot {
  return {
    id: `depot ${index}`,
    place: index,
    stock: bites(0.5) ? Int32Array.of(below(random, 60), below(random, 40)) : null,
    open: { fromS: bites(0.3) ? 3600 : 0, toS: bites(0.3) ? dayS / 2 : dayS },
    aboard: index > 0 && bites(0.2),
    loadingPerBoxS: 0,
    docks: null,
  };
}

function randomVehicle(index: number, options: RandomProblemOptions, random: Random, bites: Bites): Vehicle {
  const roomy = random() < 0.5;
  return {
    id: `vehicle ${index}`,
    label: roomy ? 'van' : 'rider',
    travel: roomy ? 0 : 1,
    capacity: roomy ? Int32Array.of(60, 300_000) : Int32Array.of(8, 40_000),
    shift: { fromS: bites(0.3) ? below(random, 7200) : 0, toS: bites(0.4) ? dayS / 3 : dayS },
    start: { place: bites(0.3) ? options.depots + 1 : options.depots, atS: bites(0.2) ? below(random, 5000) : 0 },
    home: options.depots,
    fixedCost: roomy ? 2000 : 200,
    costPerS: 1,
    costPerM: roomy ? 1 : 0,
    tripsMax: 1 + below(random, 4),
    reloadS: roomy ? 600 : 120,
    travelMaxS: FAR_S,
    rests: [],
    firstDepart: { fromS: 0, toS: FAR_S },
    fairShare: { sharedS: FAR_S, costPerS: 0 },
  };
}

function randomStop(index: number, options: RandomProblemOptions, random: Random, bites: Bites): Stop {
  const pieces = bites(0.3) ? randomPieces(2 + below(random, bites(0.3) ? 90 : 12), random) : null;
  const boxes = 1 + below(random, 6);
  const fromS = below(random, dayS / 2);
  const subset = (count: number) =>
    Int32Array.from(Array.from({ length: count }, (_, item) => item).filter(() => random() < 0.5));
  return {
    id: `stop ${index}`,
    place: options.depots + 2 + index,
    loads: pieces === null ? Int32Array.of(boxes, boxes * 4000) : sums(pieces.loads, pieces.count),
    amounts: pieces === null ? Int32Array.of(boxes, below(random, 3)) : sums(pieces.amounts, pieces.count),
    pieces,
    windows: bites(0.4) ? Int32Array.of(fromS, fromS + 3600, fromS + 7200, fromS + 9000) : new Int32Array(),
    serviceS: 60 + below(random, 300),
    releaseS: bites(0.3) ? below(random, dayS) : 0,
    dueS: 5 * 3600,
    latenessCostPerS: 1,
    waitingCostPerS: below(random, 2),
    prize: bites(0.1) ? 500 : 200_000,
    vehicles: bites(0.4) ? subset(options.vehicles) : null,
    depots: bites(0.3) ? subset(options.depots) : null,
    pin: randomPin(options, random, bites),
    before: null,
  };
}

function randomPin(options: RandomProblemOptions, random: Random, bites: Bites): Pin {
  if (!bites(0.15)) return { level: 'free' };
  const vehicle = below(random, options.vehicles);
  return random() < 0.5 ? { level: 'vehicle', vehicle } : { level: 'sequence', vehicle, order: below(random, 5) };
}

function randomPieces(count: number, random: Random): Pieces {
  const loads = new Int32Array(count * 2);
  const amounts = new Int32Array(count * 2);
  for (let piece = 0; piece < count; piece++) {
    loads.set([1, 1000 + below(random, 8000)], piece * 2);
    amounts.set(random() < 0.8 ? [1, 0] : [0, 1], piece * 2);
  }
  return { count, loads, amounts };
}

function sums(table: Int32Array, rows: number): Int32Array {
  const total = Int32Array.of(0, 0);
  for (let row = 0; row < rows; row++) {
    total[0] = at(total, 0) + at(table, row * 2);
    total[1] = at(total, 1) + at(table, row * 2 + 1);
  }
  return total;
}
