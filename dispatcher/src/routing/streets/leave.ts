import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import { type Area, complement, type Interval, insideLengthM } from '../area.ts';
import { connectorMs, withoutRepeats } from '../connector.ts';
import { type LeaveQuery, type RouteAnswer, SNAP_LIMIT_M } from '../engine.ts';
import { alongSegment, arcEnd, arcStart, nodeAt } from './graph.ts';
import type { Overlay, StreetLaw } from './law.ts';
import { MinHeap } from './min-heap.ts';
import { arcsAt, type Foothold, footholds } from './nearest.ts';
import type { Streets } from './street-engine.ts';

/** So far past the border a traveller counts as out; the law allows 50 m. */
export const PAST_BORDER_M = 20;
/** A shorter way out is taken only where nothing longer leads on. */
const PAST_BORDER_MIN_M = 1;
const STEPS_OUT_MAX = 64;

/** A point on the border at which the streets lead out: on this arc, at this fraction of it in travel direction. */
interface Exit {
  readonly arc: number;
  readonly at: number;
  readonly costMs: number;
  readonly foothold: Foothold | undefined;
}

interface WayOut {
  readonly line: readonly LngLat[];
  readonly ms: number;
  readonly metres: number;
}

/** The quickest lawful way out of a zone: along streets within it to its border, 20 m past it, and never back in. */
export function leaveZone(streets: Streets, query: LeaveQuery): RouteAnswer {
  const { graph, index, laws } = streets;
  const { at, profile } = query;
  const law = laws.law(query.avoid ?? []);
  const outside = laws.law([...(query.avoid ?? []), query.zone]);
  const overlay = laws.overlay(query.zone);
  const arcMs = graph.arcMs[profile];

  const limitM = query.snapLimitM ?? SNAP_LIMIT_M;
  const starts = footholds(graph, index, { profile, law, at, role: 'start', limitM });
  if (starts.length === 0) {
    const lawless = footholds(graph, index, { profile, law: laws.law([]), at, role: 'start', limitM });
    return { unreachable: true, reason: lawless.length === 0 ? 'tooFarFromRoad' : 'unreachable', place: 0, at };
  }

  const cost = new Map<number, number>();
  const parent = new Map<number, { arc: number; foothold: Foothold | undefined }>();
  const exits: Exit[] = [];
  const heap = new MinHeap();
  let second: { exit: Exit; out: WayOut } | undefined;

  for (const foothold of starts) {
    const baseMs = connectorMs(foothold.distanceM, profile) * (foothold === starts[0] ? 1 : 10);
    for (const arc of arcsAt(law, foothold.segment, foothold.fraction, 'start')) {
      if (!arcMs[arc]) continue;
      follow(arc, arc & 1 ? 1 - foothold.fraction : foothold.fraction, baseMs, foothold);
    }
  }

  while (heap.size > 0) {
    const costMs = heap.topKey();
    const item = heap.pop();
    if (item < 0) continue;
    const exit = item >= graph.nodeCount ? exits[item - graph.nodeCount] : undefined;
    if (exit) {
      const out = wayOut(exit);
      if (out && out.metres >= PAST_BORDER_M - 0.5) return answer(exit, out);
      if (out && out.metres >= PAST_BORDER_MIN_M && !second) second = { exit, out };
      continue;
    }
    if (costMs > (cost.get(item) ?? 0)) continue;
    for (let i = graph.firstArc[item] ?? 0; i < (graph.firstArc[item + 1] ?? 0); i++) {
      const arc = graph.arcs[i] ?? 0;
      if (arcMs[arc] && law.open[arc >> 1]) follow(arc, 0, costMs, undefined);
    }
  }
  return second ? answer(second.exit, second.out) : { unreachable: true, reason: 'unreachable', place: 0, at };

  /** Goes along an arc from a fraction of it, to its end node or to the border, whichever comes first. */
  function follow(arc: number, from: number, costMs: number, foothold: Foothold | undefined) {
    const border = firstOutside(overlay, arc, from);
    const ms = arcMs[arc] ?? 0;
    if (border < 1) {
      const exit = { arc, at: border, costMs: costMs + ms * (border - from), foothold };
      heap.push(exit.costMs, graph.nodeCount + exits.length);
      exits.push(exit);
      return;
    }
    if (!law.open[arc >> 1]) return;
    const node = arcEnd(graph, arc);
    const total = costMs + ms * (1 - from);
    if (total >= (cost.get(node) ?? Number.POSITIVE_INFINITY)) return;
    cost.set(node, total);
    parent.set(node, { arc, foothold });
    heap.push(total, node);
  }

  /** Depth first along open streets outside, until far enough past the border. */
  function wayOut(exit: Exit): WayOut | undefined {
    const already = insideOut(overlay.area, at, exit.foothold);
    const need = Math.max(0, PAST_BORDER_M - already);
    const budget = { steps: STEPS_OUT_MAX };
    const end = clearUntil(outside, overlay, exit.arc, exit.at);
    const out = step(exit.arc, exit.at, end, need, new Set([arcStart(graph, exit.arc)]), budget);
    return out && { ...out, metres: out.metres + Math.min(already, PAST_BORDER_M) };
  }

  function step(
    arc: number,
    from: number,
    to: number,
    need: number,
    seen: Set<number>,
    budget: { steps: number },
  ): WayOut | undefined {
    if (budget.steps-- <= 0 || to <= from) return undefined;
    const lengthM = graph.lengthM[arc >> 1] ?? 0;
    const until = Math.min(to, from + need / Math.max(lengthM, 1e-6));
    const here: WayOut = {
      line: [pointOnArc(arc, from), pointOnArc(arc, until)],
      ms: (arcMs[arc] ?? 0) * (until - from),
      metres: lengthM * (until - from),
    };
    if (here.metres >= need - 0.01 || to < 1) return here;
    const node = arcEnd(graph, arc);
    seen.add(node);
    let best = here;
    for (let i = graph.firstArc[node] ?? 0; i < (graph.firstArc[node + 1] ?? 0); i++) {
      const next = graph.arcs[i] ?? 0;
      if (!arcMs[next] || seen.has(arcEnd(graph, next)) || next >> 1 === arc >> 1) continue;
      const more = step(next, 0, clearUntil(outside, overlay, next, 0), need - here.metres, seen, budget);
      if (!more || here.metres + more.metres <= best.metres) continue;
      best = { line: [...here.line, ...more.line], ms: here.ms + more.ms, metres: here.metres + more.metres };
      if (best.metres >= need - 0.01) break;
    }
    return best;
  }

  function answer(exit: Exit, out: WayOut): RouteAnswer {
    const back: LngLat[] = [pointOnArc(exit.arc, exit.at)];
    let foothold = exit.foothold;
    let node = arcStart(graph, exit.arc);
    while (!foothold) {
      back.push(nodeAt(graph, node));
      const step = parent.get(node);
      if (!step) break;
      foothold = step.foothold;
      node = arcStart(graph, step.arc);
    }
    if (foothold) back.push(foothold.point);
    const line = withoutRepeats([at, ...back.reverse(), ...out.line]);
    const ms = exit.costMs + out.ms;
    const snapped = foothold?.distanceM ?? 0;
    return {
      unreachable: false,
      line,
      durationS: Math.round(ms / 1000),
      distanceM: Math.round(line.reduce((sum, point, i) => sum + (i ? distanceM(line[i - 1] ?? point, point) : 0), 0)),
      snappedM: [snapped, 0],
    };
  }

  function pointOnArc(arc: number, at: number): LngLat {
    return alongSegment(graph, arc >> 1, arc & 1 ? 1 - at : at);
  }
}

/** The first fraction of the arc at or after `from` that lies outside the zone; 1 when the arc stays in it. */
function firstOutside(overlay: Overlay, arc: number, from: number): number {
  const free = turned(complement(overlay.inside.get(arc >> 1) ?? []), arc).find((part) => part[1] > from + 1e-9);
  return free ? Math.max(free[0], from) : 1;
}

/** How far along the arc one may go from here without entering any forbidden ground. */
function clearUntil(outside: StreetLaw, overlay: Overlay, arc: number, from: number): number {
  if (outside.open[arc >> 1]) return 1;
  const ends = outside.parts.get(arc >> 1);
  const tail = turned([[ends?.tail ?? 1, 1]], arc)[0];
  const head = turned([[0, ends?.head ?? 0]], arc)[0];
  for (const part of [head, tail]) {
    if (part && from >= part[0] - 1e-6 && from < part[1]) return part[1];
  }
  return (
    turned(complement(overlay.inside.get(arc >> 1) ?? []), arc).find(
      (part) => from >= part[0] && from < part[1],
    )?.[1] ?? from
  );
}

function turned(parts: readonly Interval[], arc: number): Interval[] {
  return arc & 1 ? parts.map(([from, to]): Interval => [1 - to, 1 - from]).reverse() : [...parts];
}

function insideOut(area: Area, at: LngLat, foothold: Foothold | undefined): number {
  if (!foothold) return 0;
  return foothold.distanceM - insideLengthM(area, [at, foothold.point]);
}
