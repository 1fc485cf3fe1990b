import type { DetourQuery, Detours } from '../engine.ts';
import type { Seed } from './search.ts';
import type { Streets } from './street-engine.ts';
import type { TripEnd } from './trip.ts';
import { tripEnd } from './trip-end.ts';
import { tripLaws } from './trip-laws.ts';

/**
 * How long everybody needs at least to streets that lie on some ground, and from there: two searches from all of these
 * streets at once, one of them against the traffic.
 */
export function streetDetours(streets: Streets, query: DetourQuery): Detours {
  const { graph, search, laws: book } = streets;
  const { profile, over, places } = query;
  const law = book.law(query.avoid ?? [], query.confineTo);
  const touched = new Set(over.flatMap((polygon) => [...book.overlay(polygon).inside.keys()]));
  const seeds = [...touched].flatMap((segment): Seed[] => {
    const at = { costMs: 0, metres: 0, origin: 0 };
    return [
      { ...at, node: graph.fromNode[segment] ?? 0 },
      { ...at, node: graph.toNode[segment] ?? 0 },
    ];
  });

  const { zoned } = tripLaws(book, query);
  const ends = (role: 'start' | 'end') => places.map((at) => tripEnd(streets, query, zoned(at), law, role));
  const [starts, finishes] = [ends('start'), ends('end')];
  const there = search.reach({ profile, law, seeds, isAgainst: true });
  const toS = starts.map((end) => leastS(end, touched, (node) => there.costMs(node)));
  const back = search.reach({ profile, law, seeds });
  return { toS, fromS: finishes.map((end) => leastS(end, touched, (node) => back.costMs(node))) };
}

function leastS(end: TripEnd, touched: ReadonlySet<number>, costMs: (node: number) => number): number {
  // Along a street that lies there itself no node need be passed.
  if (end.footholds.some(({ segment }) => touched.has(segment))) return 0;
  const least = end.stubs.reduce((ms, stub) => Math.min(ms, stub.costMs + costMs(stub.node)), Number.POSITIVE_INFINITY);
  return least / 1000;
}
