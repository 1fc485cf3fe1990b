import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { insideLengthM } from '../area.ts';
import { alongSegment, arcEnd, arcStart, type StreetGraph } from './graph.ts';
import type { StreetLaw } from './law.ts';
import type { SegmentIndex } from './segment-index.ts';

/** A position on a street that can serve a place. */
export interface Foothold {
  readonly segment: number;
  /** Fraction of the segment as drawn. */
  readonly fraction: number;
  readonly point: LngLat;
  /** Straight from the place to the street. */
  readonly distanceM: number;
}

export type Role = 'start' | 'end';

interface FootholdQuery {
  readonly profile: Profile;
  readonly law: StreetLaw;
  readonly at: LngLat;
  readonly role: Role;
  readonly limitM: number;
}

/** The nearest street may lie in a cut-off piece, so the nearest of some other pieces are offered as well. */
const PIECES_MAX = 8;
const FURTHER_M = 150;
/** What the straight way from a place to its street may spend on forbidden ground; the guards allow 10 m a leg. */
const CONNECTOR_SLACK_M = 4;

/** The nearest lawful street of every piece around a place, nearest first; none when all are too far. */
export function footholds(graph: StreetGraph, index: SegmentIndex, query: FootholdQuery): Foothold[] {
  const { law, profile, role, limitM } = query;
  const [lng, lat] = query.at;
  const arcMs = graph.arcMs[profile];
  const pieces = law.components(profile).of;
  const best = new Map<number, Foothold>();
  const seen = new Set<number>();
  let nearestM = Number.POSITIVE_INFINITY;

  index.around(lng, lat, limitM, (segments, ringM) => {
    for (const segment of segments) {
      if (seen.has(segment)) continue;
      seen.add(segment);
      if (!arcMs[2 * segment] && !arcMs[2 * segment + 1]) continue;
      for (const [from, to] of openStretches(law, segment)) consider(segment, from, to);
    }
    return ringM <= Math.min(limitM, nearestM + FURTHER_M);
  });
  return [...new Set(best.values())].sort((a, b) => a.distanceM - b.distanceM).slice(0, PIECES_MAX);

  function consider(segment: number, from: number, to: number) {
    const fraction = Math.min(to, Math.max(from, projection(graph, segment, lng, lat)));
    const point = alongSegment(graph, segment, fraction);
    const metres = distanceM(query.at, point);
    if (metres > Math.min(limitM, nearestM + FURTHER_M)) return;

    const foothold = { segment, fraction, point, distanceM: metres };
    for (const arc of arcsAt(law, segment, fraction, role)) {
      if (!arcMs[arc]) continue;
      const piece = pieces[role === 'start' ? arcEnd(graph, arc) : arcStart(graph, arc)] ?? -1;
      if (metres >= (best.get(piece)?.distanceM ?? Number.POSITIVE_INFINITY)) continue;
      if (!connectorLawful(law, query.at, point)) return;
      best.set(piece, foothold);
      nearestM = Math.min(nearestM, metres);
    }
  }
}

/** The arcs on which a traveller may set out from (or come in to) a position within a segment. */
export function arcsAt(law: StreetLaw, segment: number, fraction: number, role: Role): number[] {
  if (law.open[segment]) return [2 * segment, 2 * segment + 1];
  const ends = law.parts.get(segment);
  if (!ends) return [];
  const arcs: number[] = [];
  if (fraction <= ends.head) arcs.push(role === 'start' ? 2 * segment + 1 : 2 * segment);
  if (fraction >= ends.tail) arcs.push(role === 'start' ? 2 * segment : 2 * segment + 1);
  return arcs;
}

function openStretches(law: StreetLaw, segment: number): (readonly [number, number])[] {
  if (law.open[segment]) return [[0, 1]];
  const ends = law.parts.get(segment);
  if (!ends) return [];
  const stretches: [number, number][] = [];
  if (ends.head > 0) stretches.push([0, ends.head]);
  if (ends.tail < 1) stretches.push([ends.tail, 1]);
  return stretches;
}

function projection(graph: StreetGraph, segment: number, lng: number, lat: number): number {
  const a = graph.fromNode[segment] ?? 0;
  const b = graph.toNode[segment] ?? 0;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const dx = ((graph.lng[b] ?? 0) - (graph.lng[a] ?? 0)) * shrink;
  const dy = (graph.lat[b] ?? 0) - (graph.lat[a] ?? 0);
  const px = (lng - (graph.lng[a] ?? 0)) * shrink;
  const py = lat - (graph.lat[a] ?? 0);
  const lengthSquared = dx * dx + dy * dy;
  return lengthSquared === 0 ? 0 : (px * dx + py * dy) / lengthSquared;
}

/** Whether the straight way from a place to its street keeps to the law, but for a step over a border. */
export function connectorLawful(law: StreetLaw, at: LngLat, point: LngLat): boolean {
  const line = [at, point];
  if (law.avoided.some((area) => insideLengthM(area, line) > CONNECTOR_SLACK_M)) return false;
  return !law.confine || distanceM(at, point) - insideLengthM(law.confine, line) <= CONNECTOR_SLACK_M;
}
