import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { zoneRelays } from '../../queries/waves/zone-relays.ts';
import { mapView } from '../../queries/zones/map-view.ts';
import type { Id } from '../../rules/ids.ts';
import { relays } from '../../schema/zones.ts';
import { declared, ground, lifted } from '../../testing/declare.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { type WorkingCity, workingCity } from '../../testing/working-city.ts';

let database: TestDatabase;
let city: WorkingCity;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
/** Houses 1 to 3 lie in the zones below, 100 m apart on a street for cars. */
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database);
});

const relaysOf = (zoneId: Id) =>
  database.read((db) => db.select().from(relays).where(eq(relays.zoneId, zoneId)).orderBy(asc(relays.id)));

it('a sealed zone gets relays at building entrances among its homes', async () => {
  const { zoneId } = await declared(database, { city, ring: ground(0.5, 3.5), now: clock('02:00') });
  expect(await relaysOf(zoneId)).toMatchObject([{ buildingId: city.house(2).id, point: city.house(2).point }]);
});

it('a zone whose people may come down gets none', async () => {
  const facts = { city, ring: ground(0.5, 3.5), now: clock('02:00') };
  const { zoneId } = await declared(database, { ...facts, zoneClass: 'restricted' });
  expect(await relaysOf(zoneId)).toEqual([]);
});

it('relays end with their zone, announced or lifted sooner', async () => {
  const facts = { city, ring: ground(0.5, 3.5), now: clock('02:00'), validTo: clock('06:00') };
  const { zoneId } = await declared(database, facts);
  expect(await relaysOf(zoneId)).toMatchObject([{ endsAt: clock('06:00') }]);
  const open = (at: Date) => database.read((db) => zoneRelays(db, { zoneIds: [zoneId], at }));
  expect(await open(clock('05:59'))).toHaveLength(1);
  expect(await open(clock('06:00'))).toEqual([]);

  await lifted(database, { city, zoneId, now: clock('03:00') });
  expect(await open(clock('03:00'))).toEqual([]);
});

it('the map names the relays that are open by their buildings', async () => {
  const { zoneId } = await declared(database, { city, ring: ground(0.5, 3.5), now: clock('02:00') });
  const map = (at: Date) => database.read((db) => mapView(db, { cityId: city.id, at }));
  expect((await map(clock('02:00'))).relays).toMatchObject([{ zoneId, nameZh: '地', point: city.house(2).point }]);
  await lifted(database, { city, zoneId, now: clock('03:00') });
  expect((await map(clock('03:00'))).relays).toEqual([]);
});
