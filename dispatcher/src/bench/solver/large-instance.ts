import type { Instance } from '../../solver/flat/instance.ts';
import { NO_LIMIT } from '../../solver/flat/instance.ts';
import { euclideanMatrix } from '../../solver/formats/distance-matrix.ts';
import { below, createRandom } from '../../solver/search/random.ts';

/** Above so many clients the search wants no matrix of all places. */
const matrixClientsMax = 2000;

/** Clients of a town: some dense quarters, the rest spread out; a seeded CVRP or VRPTW instance, with a matrix while that is small. */
export function largeInstance(seed: number, clients: number, windows: boolean): Instance {
  const random = createRandom(seed);
  const placeCount = clients + 1;
  const span = 1000 * Math.sqrt(clients / 1000);
  const quarters = Array.from({ length: 3 + below(random, 6) }, () => [random() * span, random() * span] as const);
  const x = new Float64Array(placeCount);
  const y = new Float64Array(placeCount);
  for (let place = 0; place < placeCount; place++) {
    const quarter = place > 0 && random() < 0.5 ? quarters[below(random, quarters.length)] : undefined;
    const distance = quarter === undefined ? 0 : 0.15 * span * random() ** 2;
    const angle = random() * 2 * Math.PI;
    x[place] = Math.round(quarter === undefined ? random() * span : quarter[0] + distance * Math.cos(angle));
    y[place] = Math.round(quarter === undefined ? random() * span : quarter[1] + distance * Math.sin(angle));
  }
  const day = Math.round(4 * span + 4000);
  const opens = Int32Array.from({ length: placeCount }, (_, place) =>
    windows && place > 0 ? below(random, day - Math.round(2.5 * span)) : 0,
  );
  return {
    name: `large-${windows ? 'vrptw' : 'cvrp'}-${clients}-${seed}`,
    placeCount,
    depotCount: 1,
    coordinates: { x, y },
    distances: clients <= matrixClientsMax ? euclideanMatrix(x, y, 'round') : null,
    rounding: 'round',
    demands: Int32Array.from({ length: placeCount }, (_, place) => (place === 0 ? 0 : 1 + below(random, 20))),
    serviceTimes: Int32Array.from({ length: placeCount }, (_, place) => (windows && place > 0 ? 20 : 0)),
    opens,
    closes: opens.map((from, place) =>
      !windows ? NO_LIMIT : place === 0 ? day : Math.max(from, Math.round(1.5 * span)) + 400,
    ),
    releases: new Int32Array(placeCount),
    prizes: new Float64Array(placeCount),
    vehicleTypes: [
      { capacity: 200, fixedCost: 0, unitCost: 1, depot: 0, maxDuration: NO_LIMIT, tripsMax: 1, allowed: null },
    ],
    vehicles: null,
  };
}
