import { at } from '../at.ts';
import type { Problem, Stop, Vehicle } from '../problem.ts';

/**
 * The one load dimension that can be short: of the others every vehicle has room for all, or they follow from it. −1 where no
 * dimension can be short, null where more than one can.
 */
export function bindingDimension(
  { loadDimensions, stops }: Pick<Problem, 'loadDimensions' | 'stops'>,
  vehicles: readonly Vehicle[],
): number | null {
  const short = Array.from(loadDimensions.keys()).filter((dimension) => {
    const total = stops.reduce((sum, { loads }) => sum + at(loads, dimension), 0);
    return vehicles.some(({ capacity }) => at(capacity, dimension) < total);
  });
  if (short.length === 0) return -1;
  const first = (dimension: number) =>
    short.every((other) => other === dimension || follows(stops, vehicles, other, dimension));
  return short.find(first) ?? null;
}

/** Whether each stop takes no larger share of any vehicle in one dimension than in another: what fits in that fits in this. */
function follows(stops: readonly Stop[], vehicles: readonly Vehicle[], dimension: number, other: number): boolean {
  return vehicles.every(({ capacity }) => {
    const [room, otherRoom] = [at(capacity, dimension), at(capacity, other)];
    return stops.every(({ loads }) => at(loads, dimension) * otherRoom <= at(loads, other) * room);
  });
}
