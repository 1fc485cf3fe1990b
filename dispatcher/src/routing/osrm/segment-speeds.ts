import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { StreetNetwork } from '../../osm/street-network.ts';
import { coversPoint, type Interval } from '../area.ts';
import { polygonKeyOf } from '../law-key.ts';
import { nodeAt, type StreetGraph } from '../streets/graph.ts';
import { type Overlay, TOUCH_M } from '../streets/law.ts';
import type { Streets } from '../streets/street-engine.ts';
import type { TravelLaw } from '../travel-law.ts';
import type { CompiledLaw } from './compiled-law.ts';

interface Ground {
  readonly network: Pick<StreetNetwork, 'nodeIds'>;
  readonly streets: Streets;
}

/** Metres per second by which OSRM weighs a street that may be entered only: a metre of it is as dear as a kilometre elsewhere. */
const HEAVY_RATE = 0.01;
const MS_PER_M_AT_1_KMH = 3600;

/**
 * A law as OSRM's segment speed file: every street that it closes or makes dear, in both directions, by OpenStreetMap's node
 * ids. OSRM closes a street from one junction to the next, so that streets over a border are made dear instead: who lives on
 * their inner part could not get home.
 */
export function segmentSpeeds({ network, streets }: Ground, law: CompiledLaw, profile: Profile): string {
  const { graph, laws } = streets;
  const lines = new Map<number, (arc: number) => string>();
  for (const polygon of law.heavy) {
    for (const segment of laws.overlay(polygon).inside.keys()) lines.set(segment, heavy);
  }
  for (const polygon of law.cut) {
    for (const segment of crossing(streets, polygon)) lines.set(segment, heavy);
  }
  laws.law(law.closed).open.forEach((isOpen, segment) => {
    if (!isOpen) lines.set(segment, () => '0');
  });

  return [...lines]
    .flatMap(([segment, line]) => {
      const from = network.nodeIds[graph.fromNode[segment] ?? 0] ?? 0;
      const to = network.nodeIds[graph.toNode[segment] ?? 0] ?? 0;
      return [`${from},${to},${line(2 * segment)}\n`, `${to},${from},${line(2 * segment + 1)}\n`];
    })
    .join('');

  /** OSRM wants a speed beside a rate; ours is near its own. */
  function heavy(arc: number): string {
    const ms = graph.arcMs[profile][arc] ?? 0;
    if (ms === 0) return '0';
    const kmh = ((graph.lengthM[arc >> 1] ?? 0) * MS_PER_M_AT_1_KMH) / ms;
    return `${Math.max(1, kmh).toFixed(1)},${HEAVY_RATE}`;
  }
}

/**
 * Of the laws of inside carriers in their own zones, those that cut borders keep exactly: no border of a zone that the law
 * does not speak of may run through the own zone, as it can where one zone ends soon and another is recorded for later.
 */
export function keptByCuts(streets: Streets, laws: readonly TravelLaw[], cut: CompiledLaw['cut']): TravelLaw[] {
  return laws.filter(({ confineTo, avoid }) => {
    if (!confineTo) return cut.every((polygon) => includes(avoid, polygon));
    const own = streets.laws.overlay(confineTo).inside;
    return cut
      .filter((polygon) => !includes([confineTo, ...avoid], polygon))
      .every((polygon) => crossing(streets, polygon).every((segment) => !isWhole(streets, segment, own.get(segment))));
  });
}

/**
 * Streets that hang together with a polygon's inside without lying wholly in it. Those that only end on its border are among
 * them: a street drawn along the border lies inside.
 */
function crossing(streets: Streets, polygon: MultiPolygonCoordinates): readonly number[] {
  const overlay = streets.laws.overlay(polygon);
  const known = crossings.get(overlay) ?? findCrossing(streets, overlay);
  crossings.set(overlay, known);
  return known;
}

/** Zones stay while others come and go. */
const crossings = new WeakMap<Overlay, readonly number[]>();

function findCrossing({ graph, index }: Streets, { area, inside }: Overlay): number[] {
  const holds = (node: number | undefined) => node !== undefined && coversPoint(area, nodeAt(graph, node));
  return [...index.inBox(area.box)].filter((segment) => {
    const share = shareOf(inside.get(segment));
    if (share >= 1 - touchShare(graph, segment)) return false;
    return share > touchShare(graph, segment) || holds(graph.fromNode[segment]) || holds(graph.toNode[segment]);
  });
}

function isWhole({ graph }: Streets, segment: number, inside: readonly Interval[] | undefined): boolean {
  return shareOf(inside) >= 1 - touchShare(graph, segment);
}

function shareOf(inside: readonly Interval[] = []): number {
  return inside.reduce((sum, [from, to]) => sum + to - from, 0);
}

function touchShare(graph: StreetGraph, segment: number): number {
  return Math.min(0.5, TOUCH_M / Math.max(graph.lengthM[segment] ?? 0, TOUCH_M));
}

function includes(polygons: readonly MultiPolygonCoordinates[], polygon: MultiPolygonCoordinates): boolean {
  return polygons.some((each) => polygonKeyOf(each) === polygonKeyOf(polygon));
}
