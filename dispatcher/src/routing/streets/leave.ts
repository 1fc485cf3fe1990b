import { type LngLat, lineLengthM } from '@baogong/drizzle/rules/geo';
import { insideLengthM } from '../area.ts';
import { connectorMs, withoutRepeats } from '../connector.ts';
import { type LeaveQuery, type RouteAnswer, SNAP_LIMIT_M } from '../engine.ts';
import { arcEnd, arcStart, nodeAt } from './graph.ts';
import { firstFree, freeUntil } from './ground-along-arc.ts';
import { MinHeap } from './min-heap.ts';
import { connectorLawful, type Foothold, footholds } from './nearest.ts';
import type { Streets } from './street-engine.ts';
import { pointOnArc, type WayOut, wayOut } from './way-out.ts';

/** So far past the border a traveller counts as out; the law allows 50 m. */
export const PAST_BORDER_M = 20;
/** A stub past the border that leads less far is taken only where no exit leads further. */
const PAST_BORDER_MIN_M = 1;
const ROUNDING_M = 0.1;
/** The nearest street is left for another only when it does not lead out. */
const FURTHER_STREET_FACTOR = 10;

/** A point on the border at which the streets lead out, at a fraction of an arc in travel direction. */
interface Exit {
  readonly arc: number;
  readonly at: number;
  readonly costMs: number;
  /** Where the way began, when it has passed no node yet. */
  readonly foothold: Foothold | undefined;
}

/** The quickest lawful way out of a zone: along streets within it to its border, 20 m past it, and never back in. */
export function leaveZone(streets: Streets, query: LeaveQuery): RouteAnswer {
  const { graph, index, laws } = streets;
  const { at, profile, avoid = [], snapLimitM: limitM = SNAP_LIMIT_M } = query;
  const arcMs = graph.arcMs[profile];
  const law = laws.law(avoid);
  const zone = laws.overlay(query.zone);
  const others = avoid.map((polygon) => laws.overlay(polygon));

  const cost = new Map<number, number>();
  const parent = new Map<number, { arc: number; foothold: Foothold | undefined }>();
  const exits: Exit[] = [];
  const heap = new MinHeap();

  const lawless = footholds(graph, index, { profile, law: laws.law([]), at, role: 'start', limitM });
  const starts = [...lawless.filter(isClear), ...footholds(graph, index, { profile, law, at, role: 'start', limitM })];
  for (const foothold of starts) {
    const ms = connectorMs(foothold.distanceM, profile) * (foothold === starts[0] ? 1 : FURTHER_STREET_FACTOR);
    for (const arc of [2 * foothold.segment, 2 * foothold.segment + 1]) {
      if (arcMs[arc]) follow(arc, arc & 1 ? 1 - foothold.fraction : foothold.fraction, ms, foothold);
    }
  }
  return search() ?? notOut();

  function search(): RouteAnswer | undefined {
    let short: { exit: Exit; out: WayOut } | undefined;
    while (heap.size > 0) {
      const costMs = heap.topKey();
      const item = heap.pop();
      const exit = exits[item - graph.nodeCount];
      if (exit) {
        const pastM = pastBorderM(exit.foothold);
        const needM = Math.max(0, PAST_BORDER_M - pastM);
        const out = wayOut(graph, { profile, closed: [zone, ...others], arc: exit.arc, at: exit.at, needM });
        if (out.metres >= needM - ROUNDING_M) return answer(exit, out);
        if (out.metres + pastM >= PAST_BORDER_MIN_M) short ??= { exit, out };
      } else if (costMs <= (cost.get(item) ?? -1)) {
        for (let i = graph.firstArc[item] ?? 0; i < (graph.firstArc[item + 1] ?? 0); i++) {
          const arc = graph.arcs[i] ?? 0;
          if (arcMs[arc]) follow(arc, 0, costMs, undefined);
        }
      }
    }
    return short && answer(short.exit, short.out);
  }

  /** The nearest street counts even where it is closed further on in both directions: the border may come first. */
  function isClear({ segment, fraction, point }: Foothold): boolean {
    if (!connectorLawful(law, at, point)) return false;
    return (
      freeUntil(others, 2 * segment, fraction) > fraction ||
      freeUntil(others, 2 * segment + 1, 1 - fraction) > 1 - fraction
    );
  }

  /** Goes along an arc from a fraction of it: to its end node or to the border, unless another zone lies between. */
  function follow(arc: number, from: number, costMs: number, foothold: Foothold | undefined) {
    const border = firstFree([zone], arc, from);
    if (freeUntil(others, arc, from) < border) return;

    const total = costMs + (arcMs[arc] ?? 0) * (border - from);
    if (border < 1) {
      heap.push(total, graph.nodeCount + exits.length);
      exits.push({ arc, at: border, costMs: total, foothold });
      return;
    }
    const node = arcEnd(graph, arc);
    if (total >= (cost.get(node) ?? Number.POSITIVE_INFINITY)) return;
    cost.set(node, total);
    parent.set(node, { arc, foothold });
    heap.push(total, node);
  }

  /** How much of the straight way to the first street lies outside the zone already. */
  function pastBorderM(foothold: Foothold | undefined): number {
    return foothold ? foothold.distanceM - insideLengthM(zone.area, [at, foothold.point]) : 0;
  }

  function answer(exit: Exit, out: WayOut): RouteAnswer {
    const back: LngLat[] = [pointOnArc(graph, exit.arc, exit.at)];
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
    return {
      unreachable: false,
      line,
      durationS: Math.round((exit.costMs + out.ms) / 1000),
      distanceM: Math.round(lineLengthM(line)),
      snappedM: [foothold?.distanceM ?? 0, 0],
    };
  }

  function notOut(): RouteAnswer {
    return { unreachable: true, reason: lawless.length === 0 ? 'tooFarFromRoad' : 'unreachable', place: 0, at };
  }
}
