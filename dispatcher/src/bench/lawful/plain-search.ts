import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { booleanIntersects, booleanWithin, lineString } from '@turf/turf';
import type { StreetNetwork } from '../../osm/street-network.ts';
import { wayAccess } from '../../routing/streets/access.ts';
import { type JudgedZone, metresBetween } from './turf-judge.ts';

/** Streets as node → (neighbour, number of the piece of street). Only the access rules are shared with the engines. */
export interface PlainStreets {
  readonly neighbours: ReadonlyMap<number, readonly { to: number; street: number }[]>;
  readonly streets: readonly (readonly [LngLat, LngLat])[];
  at(node: number): LngLat;
}

/** Which pieces of street are closed; one set per law, so that many pairs share the geometry. */
export type ClosedStreets = ReadonlySet<number>;

const NEAR_M = 200;

export function plainStreets(network: StreetNetwork, profile: Profile): PlainStreets {
  const neighbours = new Map<number, { to: number; street: number }[]>();
  const streets: (readonly [LngLat, LngLat])[] = [];
  const at = (node: number): LngLat => [network.lng[node] ?? 0, network.lat[node] ?? 0];
  const join = (from: number, to: number) => {
    neighbours.set(from, [...(neighbours.get(from) ?? []), { to, street: streets.length - 1 }]);
    if (!neighbours.has(to)) neighbours.set(to, []);
  };
  for (const way of network.ways) {
    const { forwardKmh, backwardKmh } = wayAccess(way.tags, profile);
    way.nodes.forEach((to, i) => {
      const from = way.nodes[i - 1];
      if (from === undefined || (forwardKmh === 0 && backwardKmh === 0)) return;
      streets.push([at(from), at(to)]);
      if (forwardKmh > 0) join(from, to);
      if (backwardKmh > 0) join(to, from);
    });
  }
  return { neighbours, streets, at };
}

/** Every piece of street that touches the zone. */
export function touchedStreets({ streets }: PlainStreets, zone: JudgedZone): ClosedStreets {
  const [west = 0, south = 0, east = 0, north = 0] = zone.box;
  const closed = new Set<number>();
  streets.forEach(([a, b], street) => {
    const apart =
      Math.max(a[0], b[0]) < west ||
      Math.min(a[0], b[0]) > east ||
      Math.max(a[1], b[1]) < south ||
      Math.min(a[1], b[1]) > north;
    if (!apart && booleanIntersects(asLine(a, b), zone.feature)) closed.add(street);
  });
  return closed;
}

/** Every piece of street that does not lie wholly in the zone. */
export function streetsBeyond(plain: PlainStreets, zone: JudgedZone): ClosedStreets {
  const touched = touchedStreets(plain, zone);
  const beyond = new Set<number>();
  plain.streets.forEach(([a, b], street) => {
    const within =
      touched.has(street) &&
      zone.feature.geometry.coordinates.some((coordinates) =>
        booleanWithin(asLine(a, b), { type: 'Polygon', coordinates }),
      );
    if (!within) beyond.add(street);
  });
  return beyond;
}

/** Is there any open way between the nodes nearest to two places? Breadth first, no costs. */
export function hasOpenPath(plain: PlainStreets, closed: ClosedStreets, from: LngLat, to: LngLat): boolean {
  const isOpen = (street: number) => !closed.has(street);
  const start = nearestNode(plain, isOpen, from);
  const goal = nearestNode(plain, isOpen, to);
  if (start === undefined || goal === undefined) return false;

  const seen = new Set([start]);
  const queue = [start];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] ?? start;
    if (node === goal) return true;
    for (const next of plain.neighbours.get(node) ?? []) {
      if (seen.has(next.to) || !isOpen(next.street)) continue;
      seen.add(next.to);
      queue.push(next.to);
    }
  }
  return false;
}

function nearestNode(plain: PlainStreets, isOpen: (street: number) => boolean, place: LngLat): number | undefined {
  let nearest: number | undefined;
  let nearestM = NEAR_M;
  for (const [node, next] of plain.neighbours) {
    const at = plain.at(node);
    if (Math.abs(at[1] - place[1]) > 0.01 || Math.abs(at[0] - place[0]) > 0.01) continue;
    const metres = metresBetween(at, place);
    if (metres >= nearestM || !next.some(({ street }) => isOpen(street))) continue;
    nearest = node;
    nearestM = metres;
  }
  return nearest;
}

function asLine(a: LngLat, b: LngLat) {
  return lineString([
    [a[0], a[1]],
    [b[0], b[1]],
  ]);
}
