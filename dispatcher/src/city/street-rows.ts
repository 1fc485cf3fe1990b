import type { FolderRow } from '@baogong/drizzle/city/folder';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { StreetNetwork, StreetWay } from '../osm/street-network.ts';
import { wayAccess } from '../routing/streets/access.ts';

const NAME_CHARS_MAX = 200;

/** The streets as drawn on the map and searched by gates: one row for each way. */
export function streetRows(network: StreetNetwork): FolderRow<'streets'>[] {
  return network.ways.map((way) => {
    const car = wayAccess(way.tags, 'car');
    return {
      wayId: way.id,
      nameZh: streetNameZh(way.tags),
      highway: way.tags.highway ?? 'road',
      oneway: car.forwardKmh > 0 === car.backwardKmh > 0 ? 'both' : car.forwardKmh > 0 ? 'forward' : 'backward',
      car: isOpen(way, 'car'),
      ebike: isOpen(way, 'ebike'),
      foot: isOpen(way, 'foot'),
      nodes: Array.from(way.nodes, (node) => network.nodeIds[node] ?? 0),
      line: Array.from(way.nodes, (node): [number, number] => [network.lng[node] ?? 0, network.lat[node] ?? 0]),
    };
  });
}

export function streetNameZh(tags: StreetWay['tags']): string {
  return (tags['name:zh-Hans'] ?? tags['name:zh'] ?? tags.name ?? '').slice(0, NAME_CHARS_MAX);
}

export function streetNameEn(tags: StreetWay['tags']): string {
  return (tags['name:en'] ?? tags.int_name ?? tags.name ?? '').slice(0, NAME_CHARS_MAX);
}

/** [west, south, east, north] in degrees. */
export function networkBounds({ lng, lat }: StreetNetwork): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lng.length; i++) {
    const [x, y]: LngLat = [lng[i] ?? 0, lat[i] ?? 0];
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

function isOpen(way: StreetWay, profile: 'car' | 'ebike' | 'foot'): boolean {
  const access = wayAccess(way.tags, profile);
  return access.forwardKmh > 0 || access.backwardKmh > 0;
}
