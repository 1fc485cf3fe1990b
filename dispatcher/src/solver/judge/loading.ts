import { at } from '../at.ts';
import type { Depot, Problem, Vehicle } from '../problem.ts';
import type { Solution } from '../solution.ts';

/** A vehicle stands at a dock of the depot during `[fromS, toS)`; `toS` is the second in which it departs. */
export interface Loading {
  readonly vehicle: number;
  readonly depot: number;
  readonly fromS: number;
  readonly toS: number;
}

/** Seconds that a vehicle loads for a trip with so many boxes (units of the first load dimension). */
export function loadingS(vehicle: Vehicle, depot: Depot, boxes: number): number {
  return depot.aboard ? 0 : vehicle.reloadS + depot.loadingPerBoxS * boxes;
}

/** The loadings of a plan at depots whose docks are counted: the last seconds before each departure. */
export function loadingsOf(problem: Problem, { routes }: Pick<Solution, 'routes'>): Loading[] {
  return routes.flatMap((route) =>
    route.trips.flatMap(({ depot: index, departS, visits }): Loading[] => {
      const depot = at(problem.depots, index);
      if (depot.docks === null) return [];
      const boxes = visits.reduce((sum, { loads }) => sum + (loads[0] ?? 0), 0);
      const lengthS = loadingS(at(problem.vehicles, route.vehicle), depot, boxes);
      return [{ vehicle: route.vehicle, depot: index, fromS: departS - lengthS, toS: departS }];
    }),
  );
}

/** The most of these loadings that are under way in any one second of `[fromS, toS)`. */
export function mostAtOnce(loadings: readonly Loading[], fromS: number, toS: number): number {
  const within = loadings.filter((loading) => loading.fromS < toS && loading.toS > fromS);
  const begins = within.map((loading) => Math.max(fromS, loading.fromS));
  return begins.reduce(
    (most, second) => Math.max(most, within.filter((other) => other.fromS <= second && second < other.toS).length),
    0,
  );
}

/** The first second from `earliestS` on in which a loading of `lengthS` can end with a dock free all the while beside `others`. */
export function firstLoaded(
  docks: number | null,
  { earliestS, lengthS }: { readonly earliestS: number; readonly lengthS: number },
  others: readonly Loading[],
): number {
  if (docks === null || lengthS === 0) return earliestS;
  // A dock becomes free where another loading ends, so nothing between these seconds needs a look.
  const ends = others.map(({ toS }) => toS + lengthS).filter((endS) => endS > earliestS);
  const candidates = [earliestS, ...ends.sort((a, b) => a - b)];
  return candidates.find((endS) => mostAtOnce(others, endS - lengthS, endS) < docks) ?? earliestS;
}
