import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { arcEnd, arcStart, type StreetGraph } from '../streets/graph.ts';

/** Shortest times between all nodes by Floyd and Warshall: cubic, and too simple to be wrong. */
export function allTimesMs(
  graph: StreetGraph,
  profile: Profile,
  open: (segment: number) => boolean = () => true,
): Float64Array {
  const n = graph.nodeCount;
  const times = new Float64Array(n * n).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++) times[i * n + i] = 0;
  for (let arc = 0; arc < 2 * graph.segmentCount; arc++) {
    const ms = graph.arcMs[profile][arc] ?? 0;
    if (ms === 0 || !open(arc >> 1)) continue;
    const cell = arcStart(graph, arc) * n + arcEnd(graph, arc);
    times[cell] = Math.min(times[cell] ?? Number.POSITIVE_INFINITY, ms);
  }
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const first = times[i * n + k] ?? Number.POSITIVE_INFINITY;
      if (first === Number.POSITIVE_INFINITY) continue;
      for (let j = 0; j < n; j++) {
        const sum = first + (times[k * n + j] ?? Number.POSITIVE_INFINITY);
        if (sum < (times[i * n + j] ?? Number.POSITIVE_INFINITY)) times[i * n + j] = sum;
      }
    }
  }
  return times;
}
