import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Random } from '@baogong/drizzle/rules/random';
import type { StreetNetwork } from '../../osm/street-network.ts';
import { type ClosedStreets, hasOpenPath, plainStreets, streetsBeyond, touchedStreets } from './plain-search.ts';
import type { TripClass } from './trip-classes.ts';
import { CROSSING_M, holds, judgedZone, lengthM, metresBetween, sampledInsideM } from './turf-judge.ts';

/** What a trip is judged by: the zones in force when it was asked for, and a carrier's own one. */
export interface TripGround {
  readonly inForce: readonly number[];
  readonly own: number | undefined;
  readonly from: LngLat;
  readonly to: LngLat;
}

export interface ClassGround {
  /** Zones that a carrier may live in. */
  ownZones(inForce: readonly number[]): number[];
  place(random: Random, where: Pick<TripGround, 'inForce' | 'own'>): LngLat;
  hasOpenPath(trip: TripGround): boolean;
  isLawful(line: readonly LngLat[], trip: TripGround): boolean;
}

const JOIN_M = 1;
const JITTER_DEG = 0.0002;
const DRAWS_MAX = 2000;
const OWN_NODES_MIN = 4;

/** Places, open paths and judgement for one class, by means that the engines do not know. Zones are looked at once each. */
export function classGround(
  tripClass: TripClass,
  { network, zones }: { network: StreetNetwork; zones: readonly MultiPolygonCoordinates[] },
): ClassGround {
  const plain = plainStreets(network, tripClass.profile);
  const nodes = [...plain.neighbours.keys()];
  const judged = once((i) => judgedZone(zones[i] ?? []));
  const closed = once((i) => (tripClass.confined ? streetsBeyond(plain, judged(i)) : touchedStreets(plain, judged(i))));
  const nodesIn = once((i) => nodes.filter((node) => holds(judged(i), plain.at(node))));
  const closedTogether = new Map<string, ClosedStreets>();

  return {
    ownZones: (inForce) => inForce.filter((i) => nodesIn(i).length >= OWN_NODES_MIN),
    hasOpenPath: (trip) => hasOpenPath(plain, closedFor(trip), trip.from, trip.to),
    place,
    isLawful,
  };

  function place(random: Random, { inForce, own }: Pick<TripGround, 'inForce' | 'own'>): LngLat {
    for (let draw = 0; draw < DRAWS_MAX; draw++) {
      const [lng, lat] = plain.at(random.pick(own === undefined ? nodes : nodesIn(own)));
      const at: LngLat = [lng + (random.next() - 0.5) * JITTER_DEG, lat + (random.next() - 0.5) * JITTER_DEG];
      const isGood =
        own === undefined
          ? tripClass.mayEndInside || !inForce.some((i) => holds(judged(i), at))
          : holds(judged(own), at);
      if (isGood) return at;
    }
    throw new RangeError(`no place for a ${tripClass.travellerClass} in ${DRAWS_MAX} draws: too many zones`);
  }

  /** Zones that bind this trip: those that hold an end do not, for a class that may end inside. */
  function closedFor(trip: TripGround): ClosedStreets {
    const binding = trip.own === undefined ? trip.inForce.filter((i) => binds(i, trip)) : [trip.own];
    const key = binding.join();
    const known = closedTogether.get(key) ?? new Set(binding.flatMap((i) => [...closed(i)]));
    closedTogether.set(key, known);
    return known;
  }

  function binds(i: number, { from, to }: TripGround): boolean {
    return !(tripClass.mayEndInside && (holds(judged(i), from) || holds(judged(i), to)));
  }

  function isLawful(line: readonly LngLat[], trip: TripGround): boolean {
    const { own, inForce, from, to } = trip;
    const [first = to, last = from] = [line[0], line.at(-1)];
    if (metresBetween(first, from) > JOIN_M || metresBetween(last, to) > JOIN_M) return false;
    if (own !== undefined) return lengthM(line) - sampledInsideM(judged(own), line) <= CROSSING_M;
    return inForce.every((i) => !binds(i, trip) || sampledInsideM(judged(i), line) <= CROSSING_M);
  }
}

function once<T>(make: (i: number) => T): (i: number) => T {
  const made = new Map<number, T>();
  return (i) => {
    const known = made.get(i) ?? make(i);
    made.set(i, known);
    return known;
  };
}
