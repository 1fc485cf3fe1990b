import type { LngLat } from '@baogong/drizzle/rules/geo';
import { withoutRepeats } from './connector.ts';
import type { RouteAnswer, RouteQuery } from './engine.ts';
import { requireVia } from './require-via.ts';

/** A route through many places, asked leg by leg, so that a failing place is known and every place is really passed. */
export async function routeByPairs(
  query: RouteQuery,
  pair: (from: LngLat, to: LngLat) => Promise<RouteAnswer>,
): Promise<RouteAnswer> {
  requireVia(query.via);
  const line: LngLat[] = [];
  const snappedM: number[] = [];
  let seconds = 0;
  let metres = 0;
  for (let i = 1; i < query.via.length; i++) {
    query.signal?.throwIfAborted();
    const part = await pair(query.via[i - 1] ?? [0, 0], query.via[i] ?? [0, 0]);
    if (part.unreachable) return { ...part, place: part.place + i - 1 };
    line.push(...part.line);
    seconds += part.durationS;
    metres += part.distanceM;
    snappedM[i - 1] = Math.max(snappedM[i - 1] ?? 0, part.snappedM[0] ?? 0);
    snappedM[i] = part.snappedM[1] ?? 0;
  }
  return {
    unreachable: false,
    line: withoutRepeats(line),
    durationS: Math.round(seconds),
    distanceM: Math.round(metres),
    snappedM,
  };
}
