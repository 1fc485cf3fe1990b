import { folderRowKinds, folderRows } from '@baogong/drizzle/city/folder';
import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import { describe, expect, it } from 'vitest';
import type { StreetNetwork, StreetWay } from '../../osm/street-network.ts';
import type { CityPlan } from '../city-plan.ts';
import { populate } from '../populate.ts';
import { openSites } from '../street-sites.ts';
import { planExtract } from './plan-extract.ts';

const BLOCK_M = 120;

/**
 * Two towns of square blocks with a river between: the west `west` columns wide, the east `east`. One bridge for motor
 * vehicles joins them where both are there.
 */
function riverTown({ west, east, rows }: { west: number; east: number; rows: number }): StreetNetwork {
  const lng: number[] = [];
  const lat: number[] = [];
  const ways: StreetWay[] = [];
  const add = (nodes: number[], tags: Record<string, string>) =>
    ways.push({ id: ways.length + 1, nodes: Int32Array.from(nodes), tags });
  const town = (columns: number, eastM: number, side: string) => {
    const node = (column: number, row: number) => {
      lng.push(121.4 + (eastM + column * BLOCK_M) / 95_000);
      lat.push(31.2 + (row * BLOCK_M) / 111_195);
      return lng.length - 1;
    };
    const grid = Array.from({ length: columns }, (_, c) => Array.from({ length: rows }, (_, r) => node(c, r)));
    grid.forEach((nodes, c) => {
      add(nodes, { highway: 'residential', name: `${side}${c}街`, 'name:en': `${side} Street ${c}` });
    });
    for (let r = 0; r < rows; r++) {
      const nodes = grid.map((column) => column[r] ?? 0);
      if (nodes.length > 1) add(nodes, { highway: 'residential', name: `${side}${r}路` });
    }
    return grid;
  };
  const left = town(west, 0, '西');
  const right = town(east, west * BLOCK_M + 900, '东');
  const [from, to] = [left.at(-1)?.[0], right[0]?.[0]];
  if (from !== undefined && to !== undefined) add([from, to], { highway: 'primary', bicycle: 'no', foot: 'no' });
  return {
    nodeIds: Float64Array.from(lng, (_, i) => i + 1),
    lng: Float64Array.from(lng),
    lat: Float64Array.from(lat),
    ways,
  };
}

function plan(network: StreetNetwork, communityCount: number, seed = 1): CityPlan {
  return planExtract({
    name: 'river-town',
    seed,
    communityCount,
    timeZone: 'Asia/Shanghai',
    file: 'town.osm.pbf',
    source: 'a test',
    network,
    onProgress: () => undefined,
  });
}

const places = ({ warehouses, bases, communities }: CityPlan): LngLat[] => [
  warehouses.subdistrict.point,
  warehouses.district.point,
  ...bases.map(({ point }) => point),
  ...communities.flatMap(({ grids }) =>
    grids.flatMap(({ dropPoint, buildings }) => [dropPoint.point, ...buildings.map(({ point }) => point)]),
  ),
];

describe('a city on an extract', () => {
  const town = riverTown({ west: 24, east: 12, rows: 18 });

  it('is the same for the same seed and another for another', () => {
    expect(places(plan(town, 6))).toEqual(places(plan(town, 6)));
    expect(places(plan(town, 6, 2))).not.toEqual(places(plan(town, 6)));
  });

  it('has the communities asked for, each with three or four drop points and some 24 homes, named after its streets', () => {
    const city = plan(town, 6);
    expect(city.communities).toHaveLength(6);
    for (const { nameZh, grids } of city.communities) {
      expect([3, 4]).toContain(grids.length);
      expect(grids.flatMap(({ buildings }) => buildings)).toHaveLength(24);
      expect(nameZh).toMatch(/^[西东]\d+[街路]社区$/);
    }
    expect(new Set(city.communities.map(({ nameZh }) => nameZh)).size).toBe(6);
  });

  it('puts every place on the largest piece of the car network', () => {
    const sites = openSites(town);
    for (const place of places(plan(town, 6))) expect(sites.nearest(place, 0.1)?.pieces.car, String(place)).toBe(0);
  });

  it('gives each piece of the e-bike network that holds drop points a base with riders, sixty in all', () => {
    const sites = openSites(town);
    const { bases, communities, warehouses } = plan(town, 6);
    const pieceOf = (point: LngLat) => sites.nearest(point, 1)?.pieces.ebike;
    const withDrops = new Set(
      communities.flatMap(({ grids }) => grids.map(({ dropPoint }) => pieceOf(dropPoint.point))),
    );
    expect(withDrops).toEqual(new Set([0, 1]));
    expect(bases.map(({ profile, piece }) => `${profile} ${piece}`)).toEqual(['ebike 0', 'ebike 1']);
    for (const { point, piece } of bases) expect(pieceOf(point)).toBe(piece);
    expect(bases.reduce((sum, { riders }) => sum + riders, 0)).toBe(60);
    expect(distanceM(bases[0]?.point ?? [0, 0], warehouses.subdistrict.point)).toBeLessThan(600);
  });

  it('keeps homes clear of warehouses and bases, so that a zone need not hold one', () => {
    const { bases, communities, warehouses } = plan(town, 6);
    const depots = [warehouses.subdistrict, warehouses.district, ...bases];
    for (const { grids } of communities) {
      for (const { buildings } of grids) {
        for (const home of buildings) {
          for (const depot of depots) expect(distanceM(home.point, depot.point)).toBeGreaterThan(150);
        }
      }
    }
  });

  it('holds only rows that the loader takes', () => {
    const rows = populate(plan(town, 3));
    for (const kind of folderRowKinds) for (const row of rows[kind]) folderRows[kind].parse(row);
    expect(rows.households).toHaveLength(600);
  });

  it('says what was left out, and beforehand when the map is too small for its scenario', () => {
    const city = plan(riverTown({ west: 9, east: 1, rows: 6 }), 12);
    expect(city.communities.length).toBeLessThan(6);
    expect(city.notes.join('\n')).toMatch(/of the 12 asked for were merged/);
    expect(city.notes.join('\n')).toMatch(/Too small for the scenario first-day/);
    expect(city.notes.join('\n')).toMatch(
      /Left out: 0\.6 km of residential streets where no e-bike gets far \(东0街\)/,
    );
  });

  it('refuses a map without a drivable road, and one with hardly any, and names the file', () => {
    const footOnly = riverTown({ west: 6, east: 6, rows: 6 });
    const closed = { ...footOnly, ways: footOnly.ways.map((way) => ({ ...way, tags: { highway: 'footway' } })) };
    expect(() => plan(closed, 3)).toThrow(/town\.osm\.pbf: it holds no drivable road; accepted:/);
    expect(() => plan(riverTown({ west: 2, east: 0, rows: 2 }), 3)).toThrow(/town\.osm\.pbf: the map is too small/);
  });
});
