/** Index ranges `[from, to)` that cover 0..count in order, each at most `size` long. */
export function blocks(count: number, size: number): (readonly [from: number, to: number])[] {
  const ranges: (readonly [number, number])[] = [];
  for (let from = 0; from < count; from += size) ranges.push([from, Math.min(count, from + size)]);
  return ranges;
}
