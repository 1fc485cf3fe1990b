import { type Instance, NO_LIMIT, type VehicleType } from '../flat/instance.ts';
import { euclideanMatrix } from '../formats/distance-matrix.ts';
import { below, createRandom, type Random } from '../search/random.ts';

interface RandomInstanceOptions {
  readonly seed: number;
  readonly clients: number;
  readonly types: number;
  readonly depots: number;
  readonly windows?: boolean;
  readonly durations?: boolean;
  readonly reloads?: boolean;
  readonly restricted?: boolean;
  readonly prizes?: boolean;
  readonly asymmetric?: boolean;
  /** Places in order, depots first, in place of random ones. */
  readonly points?: readonly (readonly [number, number])[];
}

const dayLength = 10_000;

/** A seeded pure instance of any mix of families; vehicles may be too few. */
export function randomInstance(options: RandomInstanceOptions): Instance {
  const random = createRandom(options.seed);
  const placeCount = options.depots + options.clients;
  const point = (axis: 0 | 1) =>
    Float64Array.from({ length: placeCount }, (_, place) => options.points?.[place]?.[axis] ?? random() * 1000);
  const [x, y] = [point(0), point(1)];
  const distances = euclideanMatrix(x, y, 'round');
  if (options.asymmetric)
    distances.forEach((distance, cell) => {
      if (distance > 0) distances[cell] = distance + below(random, 30);
    });
  const byClient = (value: () => number) =>
    Int32Array.from({ length: placeCount }, (_, place) => (place < options.depots ? 0 : value()));
  const opens = byClient(() => (options.windows ? below(random, 6000) : 0));
  const closes = opens.map((from, place) =>
    place < options.depots ? dayLength : options.windows ? from + 200 + below(random, 2000) : NO_LIMIT,
  );
  const vehicleTypes = Array.from({ length: options.types }, () => randomType(options, random));
  const vehicleCount = 2 + Math.ceil(options.clients / 5);
  return {
    name: `random ${options.seed}`,
    placeCount,
    depotCount: options.depots,
    coordinates: options.asymmetric ? null : { x, y },
    distances,
    rounding: 'round',
    demands: byClient(() => (options.points ? 1 : 1 + below(random, 20))),
    serviceTimes: byClient(() => (options.windows ? below(random, 50) : 0)),
    opens,
    closes: options.windows ? closes : closes.fill(NO_LIMIT),
    releases: byClient(() => (options.reloads && options.windows ? below(random, 3000) : 0)),
    prizes: Float64Array.from(byClient(() => (options.prizes && random() < 0.8 ? 1 + below(random, 600) : 0))),
    vehicleTypes,
    vehicles:
      options.types === 1 && !options.reloads && random() < 0.5
        ? null
        : Int32Array.from({ length: vehicleCount }, () => below(random, options.types)),
  };
}

function randomType(options: RandomInstanceOptions, random: Random): VehicleType {
  const placeCount = options.depots + options.clients;
  return {
    capacity: 40 + below(random, 60),
    fixedCost: options.types > 1 ? below(random, 500) : 0,
    unitCost: options.types > 1 ? 1 + below(random, 4) : 1,
    depot: below(random, options.depots),
    maxDuration: options.durations && !options.reloads ? 2500 + below(random, 2000) : NO_LIMIT,
    tripsMax: options.reloads ? 4 : 1,
    allowed: options.restricted ? Uint8Array.from({ length: placeCount }, () => (random() < 0.7 ? 1 : 0)) : null,
  };
}
