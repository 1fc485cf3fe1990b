import type { Instance } from './instance.ts';

/** Groups things by cutting them in two halves by weight along one axis, then each half along the other, until small enough. */
export function splitByPlace<T>(
  things: readonly { readonly thing: T; readonly x: number; readonly y: number; readonly weight: number }[],
  weightMax: number,
  angle: number,
): T[][] {
  const weight = things.reduce((sum, each) => sum + each.weight, 0);
  if (weight <= weightMax || things.length < 2) return [things.map(({ thing }) => thing)];
  const along = ({ x, y }: { x: number; y: number }) => x * Math.cos(angle) + y * Math.sin(angle);
  const sorted = [...things].sort((a, b) => along(a) - along(b));
  let half = 0;
  let taken = 0;
  while (half < sorted.length - 1 && (half === 0 || taken < weight / 2)) {
    taken += sorted[half]?.weight ?? 0;
    half += 1;
  }
  const turned = angle + Math.PI / 2;
  return [
    ...splitByPlace(sorted.slice(0, half), weightMax, turned),
    ...splitByPlace(sorted.slice(half), weightMax, turned),
  ];
}

/** The middle of some places. */
export function middleOf({ coordinates }: Instance, places: readonly number[]): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (const place of places) {
    x += coordinates?.x[place] ?? 0;
    y += coordinates?.y[place] ?? 0;
  }
  const count = Math.max(1, places.length);
  return { x: x / count, y: y / count };
}
