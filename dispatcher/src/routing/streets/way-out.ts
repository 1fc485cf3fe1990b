import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { alongSegment, arcEnd, arcStart, type StreetGraph } from './graph.ts';
import { freeUntil } from './ground-along-arc.ts';
import type { Overlay } from './law.ts';

export interface WayOut {
  readonly line: readonly LngLat[];
  readonly ms: number;
  readonly metres: number;
}

interface WayOutQuery {
  readonly profile: Profile;
  /** Everything that may not be entered again, the zone just left included. */
  readonly closed: readonly Overlay[];
  readonly arc: number;
  readonly at: number;
  readonly needM: number;
}

const ENOUGH_M = 0.01;
/** Twenty metres pass few junctions. */
const STEPS_MAX = 64;

/** From a position on an arc along open streets for so many metres, or as far as they lead; depth first. */
export function wayOut(graph: StreetGraph, { profile, closed, arc, at, needM }: WayOutQuery): WayOut {
  const arcMs = graph.arcMs[profile];
  const seen = new Set([arcStart(graph, arc)]);
  let steps = 0;
  return along(arc, at, needM);

  function along(arc: number, from: number, need: number): WayOut {
    const lengthM = graph.lengthM[arc >> 1] ?? 0;
    const clear = freeUntil(closed, arc, from);
    const until = Math.min(clear, from + need / Math.max(lengthM, ENOUGH_M));
    const here: WayOut = {
      line: [pointOnArc(graph, arc, from), pointOnArc(graph, arc, until)],
      ms: (arcMs[arc] ?? 0) * (until - from),
      metres: lengthM * (until - from),
    };
    const done = here.metres >= need - ENOUGH_M || clear < 1 || steps++ >= STEPS_MAX;
    return done ? here : onward(arc, here, need);
  }

  function onward(arc: number, here: WayOut, need: number): WayOut {
    const node = arcEnd(graph, arc);
    seen.add(node);
    let best = here;
    for (let i = graph.firstArc[node] ?? 0; i < (graph.firstArc[node + 1] ?? 0); i++) {
      const next = graph.arcs[i] ?? 0;
      if (!arcMs[next] || seen.has(arcEnd(graph, next))) continue;
      const more = along(next, 0, need - here.metres);
      if (here.metres + more.metres <= best.metres) continue;
      best = { line: [...here.line, ...more.line], ms: here.ms + more.ms, metres: here.metres + more.metres };
      if (best.metres >= need - ENOUGH_M) break;
    }
    return best;
  }
}

/** The position at a fraction of an arc in travel direction. */
export function pointOnArc(graph: StreetGraph, arc: number, at: number): LngLat {
  return alongSegment(graph, arc >> 1, arc & 1 ? 1 - at : at);
}
