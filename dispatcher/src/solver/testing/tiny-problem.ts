import { type Depot, FAR_S, type Problem, type Stop, type Vehicle } from '../problem.ts';

/**
 * A town on a line, to be worked out by hand: place i lies at metre 1000·i, everybody does 10 m/s, so places i and j are
 * 100·|i − j| seconds apart. One depot at place 0, where every vehicle starts and ends. One load dimension.
 */
export function tinyProblem(parts: {
  readonly stops: readonly Partial<Stop>[];
  readonly vehicles?: readonly Partial<Vehicle>[];
  readonly depots?: readonly Partial<Depot>[];
  readonly problem?: Partial<Problem>;
}): Problem {
  const count = 12;
  const cells = Array.from({ length: count * count }, (_, cell) => Math.abs(Math.floor(cell / count) - (cell % count)));
  return {
    epoch: new Date(Date.UTC(2026, 3, 1)),
    places: Array.from({ length: count }, (_, index) => `p${index}`),
    loadDimensions: ['boxes'],
    loadClasses: [],
    travel: [
      {
        id: 'line',
        durationsS: Int32Array.from(cells, (steps) => steps * 100),
        distancesM: Int32Array.from(cells, (steps) => steps * 1000),
      },
    ],
    vehicles: (parts.vehicles ?? [{}]).map(tinyVehicle),
    depots: (parts.depots ?? [{}]).map(tinyDepot),
    stops: parts.stops.map(tinyStop),
    ...parts.problem,
  };
}

function tinyVehicle(parts: Partial<Vehicle>, index: number): Vehicle {
  return {
    id: `v${index}`,
    label: 'van',
    travel: 0,
    capacity: Int32Array.of(10),
    shift: { fromS: 0, toS: 10_000 },
    start: { place: 0, atS: 0 },
    home: 0,
    fixedCost: 0,
    costPerS: 1,
    costPerM: 0,
    tripsMax: 3,
    reloadS: 0,
    travelMaxS: FAR_S,
    rests: [],
    firstDepart: { fromS: 0, toS: FAR_S },
    fairShare: { sharedS: FAR_S, costPerS: 0 },
    ...parts,
  };
}

function tinyDepot(parts: Partial<Depot>, index: number): Depot {
  return {
    id: `d${index}`,
    place: 0,
    stock: null,
    open: { fromS: 0, toS: FAR_S },
    aboard: false,
    loadingPerBoxS: 0,
    docks: null,
    ...parts,
  };
}

function tinyStop(parts: Partial<Stop>, index: number): Stop {
  return {
    id: `s${index}`,
    place: index + 1,
    loads: Int32Array.of(1),
    amounts: new Int32Array(),
    pieces: null,
    windows: new Int32Array(),
    serviceS: 0,
    releaseS: 0,
    dueS: FAR_S,
    latenessCostPerS: 0,
    waitingCostPerS: 0,
    prize: 1_000_000,
    vehicles: null,
    depots: null,
    pin: { level: 'free' },
    before: null,
    ...parts,
  };
}
