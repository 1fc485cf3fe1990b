import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { at } from '../at.ts';
import { type Rounding, roundTo } from '../flat/instance.ts';

/** Up to so many places a full matrix is built (64 MB); beyond it, distances are worked out where they are needed. */
export const fullMatrixPlacesMax = 4000;

/** Rounded straight-line distances, n×n, row = from. */
export function euclideanMatrix(x: Float64Array, y: Float64Array, rounding: Rounding): Int32Array {
  const count = x.length;
  if (count > fullMatrixPlacesMax)
    throw new InvariantError(
      `matrix of ${count} places is ${count * count * 4} bytes; accepted is ${fullMatrixPlacesMax} places`,
    );
  const distances = new Int32Array(count * count);
  for (let from = 0; from < count; from++) {
    for (let to = from + 1; to < count; to++) {
      const distance = euclidean(x, y, rounding, from, to);
      distances[from * count + to] = distance;
      distances[to * count + from] = distance;
    }
  }
  return distances;
}

export function euclidean(x: Float64Array, y: Float64Array, rounding: Rounding, from: number, to: number): number {
  const across = at64(x, from) - at64(x, to);
  const up = at64(y, from) - at64(y, to);
  return roundTo(rounding, Math.sqrt(across * across + up * up));
}

const at64 = (list: Float64Array, index: number): number => at(list, index);
