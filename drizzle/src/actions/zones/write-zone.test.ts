import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LngLat, MultiPolygonCoordinates } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { groundOf, holdsPosition } from '../../rules/polygon.ts';
import { streets } from '../../schema/streets.ts';
import { gates, zones } from '../../schema/zones.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, at, SMALL_CITY_NOON, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { writeZone } from './write-zone.ts';

let database: TestDatabase;
let city: SmallCity;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await smallCity(database);
  // Houses stand at 0, 1 and 2; the long street leads past them, the ring joins its ends.
  await street(1, '长街', true, [at(-10), at(0), at(2), at(10)], [1, 2, 3, 4]);
  await street(2, '环路', true, [at(-10), at(-10, -10), at(10, -10), at(10)], [1, 5, 6, 4]);
});

function street(wayId: number, nameZh: string, car: boolean, line: LngLat[], nodes: number[]): Promise<unknown> {
  return acting(database, (tx) =>
    tx.db.insert(streets).values({
      cityId: city.id,
      wayId,
      nameZh,
      highway: 'residential',
      oneway: false,
      car,
      ebike: car,
      foot: true,
      nodes,
      line,
    }),
  );
}

function box(west: number, east: number): MultiPolygonCoordinates {
  return [[[at(west, -3), at(east, -3), at(east, 3), at(west, 3), at(west, -3)]]];
}

async function declared(declared: MultiPolygonCoordinates): Promise<Id> {
  const zone = {
    name: '区',
    class: 'sealed' as const,
    declared,
    parentId: null,
    validFrom: SMALL_CITY_NOON,
    validTo: null,
  };
  return (await acting(database, (tx) => writeZone(tx, { cityId: city.id, ...zone }))).zoneId;
}

function gatesOf(zoneId: Id) {
  return database.read((db) => db.select().from(gates).where(eq(gates.zoneId, zoneId)).orderBy(asc(gates.nameZh)));
}

async function warningsOf(zoneId: Id) {
  const [zone] = await database.read((db) => db.select().from(zones).where(eq(zones.id, zoneId)));
  return zone?.warnings;
}

it('a zone gets a gate on each side of the street that leads through it', async () => {
  const ground = box(-3, 5);
  const found = await gatesOf(await declared(ground));
  expect(found).toHaveLength(2);
  expect(
    found.every(
      ({ point, innerPoint }) => !holdsPosition(groundOf(ground), point) && holdsPosition(groundOf(ground), innerPoint),
    ),
  ).toBe(true);
  expect(found.map(({ nameZh }) => nameZh)).toEqual(['长街1号卡口', '长街2号卡口']);
});

it('no gate opens onto a sealed zone beside it', async () => {
  await declared(box(5, 7));
  const [gate, ...others] = await gatesOf(await declared(box(-3, 5)));
  expect(others).toEqual([]);
  expect(gate?.point[0]).toBeLessThan(at(-3)[0]);
});

it('homes that no car street leads to are named with the zone', async () => {
  await acting(database, (tx) => tx.db.update(streets).set({ car: false }));
  const zoneId = await declared(box(-3, 5));
  expect(await gatesOf(zoneId)).toEqual([]);
  expect(await warningsOf(zoneId)).toEqual([{ code: 'noCarStreet', homes: [...city.buildingIds].sort() }]);
});
