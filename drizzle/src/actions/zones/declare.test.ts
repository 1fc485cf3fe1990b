import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { lawVersionOf } from '../../queries/law/law-version.ts';
import { zoneView } from '../../queries/zones/zone-view.ts';
import { newId } from '../../rules/ids.ts';
import { groundOf, holdsPosition } from '../../rules/polygon.ts';
import { riderBases } from '../../schema/warehouses.ts';
import { laws, zones } from '../../schema/zones.ts';
import { declared, ground, lifted } from '../../testing/declare.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, at, smallCity } from '../../testing/small-city.ts';
import { actorOf, type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { enforceDueZones } from '../sweeps/enforce-due-zones.ts';

let database: TestDatabase;
let city: WorkingCity;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database, { households: 3 });
});

const now = clock('02:00');
const later = clock('03:00');
const version = () => database.read((db) => lawVersionOf(db, city.id));
const allZones = () => database.read((db) => db.select().from(zones).orderBy(asc(zones.recordedAt), asc(zones.id)));
const sweep = (instant: Date) => acting(database, enforceDueZones, instant);

it('a ring that crosses itself is refused', async () => {
  const ring = [at(0), at(2, 1), at(2, 0), at(0, 1), at(0)];
  await expect(declared(database, { city, ring, now })).rejects.toMatchObject({ code: 'zoneSelfCrosses' });
});

it('a zone that lies outside the city is refused with its extent and the bounds of the city', async () => {
  const far = declared(database, { city, ring: ground(200, 202), now });
  await expect(far).rejects.toMatchObject({
    code: 'zoneOutsideCity',
    details: { field: 'geometry', value: [114.23, expect.any(Number), 114.232, expect.any(Number)] },
  });
  await expect(far).rejects.toMatchObject({ details: { accepted: expect.stringContaining('[114,22.5,114.1,22.6]') } });
});

it('a zone that closes in a warehouse or a rider base is declared with a warning that names them', async () => {
  const base = { nameZh: '学校', nameEn: 'School', profile: 'ebike' as const, piece: 0, point: at(1) };
  await database.transaction((tx) =>
    tx.insert(riderBases).values({ ...base, id: newId(), cityId: city.id, jurisdictionId: city.communityId }),
  );
  const holds = { city, ring: ground(-1, 2, -6, 1), now };
  const { zoneId } = await declared(database, holds);
  const view = await database.read((db) => zoneView(db, { zoneId }));
  expect(view?.warnings.filter(({ code }) => code.startsWith('holds'))).toEqual([
    { code: 'holdsWarehouse', homes: [], places: [{ id: city.near, nameZh: '地', nameEn: 'Place' }] },
    { code: 'holdsRiderBase', homes: [], places: [expect.objectContaining({ nameZh: '学校', nameEn: 'School' })] },
  ]);
  const beside = await declared(database, { city, ring: ground(3, 5), now: later });
  expect((await database.read((db) => zoneView(db, beside)))?.warnings).toEqual([]);
});

it('a zone that is not yet due changes no law until the sweep at its time', async () => {
  await declared(database, { city, ring: ground(0.5, 1.5), now, validFrom: later, validTo: clock('04:00') });
  expect(await version()).toBe(1);
  expect(await sweep(clock('02:59'))).toBe(0);
  await sweep(later);
  expect(await version()).toBe(2);
  await sweep(clock('04:00'));
  expect(await version()).toBe(3);
  expect(await allZones()).toMatchObject([{ lawVersionFrom: 2, lawVersionTo: 3 }]);
});

it('zones that a late sweep finds due begin and end in the order of their times', async () => {
  const first = await declared(database, { city, ring: ground(0.5, 1.5), now, validTo: clock('02:10') });
  const second = await declared(database, { city, ring: ground(3, 5), now, validFrom: clock('02:20') });
  await sweep(later);
  const changes = await database.read((db) => db.select().from(laws).orderBy(asc(laws.version)));
  expect(changes.map(({ cause, zoneId }) => [cause, zoneId])).toEqual([
    ['founding', null],
    ['zoneInForce', first.zoneId],
    ['zoneEnded', first.zoneId],
    ['zoneInForce', second.zoneId],
  ]);
});

it('a stricter zone within a weaker one is accepted with its parent; the other way round it is refused', async () => {
  const outer = await declared(database, { city, ring: ground(-1, 3), zoneClass: 'restricted', now });
  const inner = await declared(database, { city, ring: ground(0.5, 1.5, -1, 1), now: later });
  expect(await allZones()).toMatchObject([{ id: outer.zoneId }, { id: inner.zoneId, parentId: outer.zoneId }]);
  for (const zoneClass of ['sealed', 'restricted'] as const) {
    const within = { city, ring: ground(0.8, 1.2, -0.5, 0.5), zoneClass, now: clock('03:10') };
    await expect(declared(database, within)).rejects.toMatchObject({ code: 'zoneOverlaps' });
  }
});

it('where two overlap in part the stricter keeps the ground and the weaker is declared anew, in force at once', async () => {
  const weak = await declared(database, { city, ring: ground(-1, 1.5), zoneClass: 'restricted', now });
  const strict = await declared(database, { city, ring: ground(0.5, 3), now: later });
  const all = await allZones();
  const anew = all.find((zone) => zone.id !== weak.zoneId && zone.id !== strict.zoneId);
  expect(all.find((zone) => zone.id === weak.zoneId)).toMatchObject({ validTo: later });
  expect(anew).toMatchObject({ class: 'restricted', validFrom: later, validTo: null });
  expect(anew?.lawVersionFrom).not.toBeNull();

  const holds = (zone: typeof anew, place: ReturnType<typeof at>) =>
    zone ? holdsPosition(groundOf(zone.declared), place) : undefined;
  expect([holds(anew, at(0)), holds(anew, at(1))]).toEqual([true, false]);
  expect(
    holds(
      all.find((zone) => zone.id === strict.zoneId),
      at(1),
    ),
  ).toBe(true);
});

it('a weaker newcomer loses the ground it shares', async () => {
  await declared(database, { city, ring: ground(0.5, 3), now });
  const { zoneId } = await declared(database, { city, ring: ground(-1, 1.5), zoneClass: 'restricted', now: later });
  const [weak] = await database.read((db) => db.select().from(zones).where(eq(zones.id, zoneId)));
  expect(weak && holdsPosition(groundOf(weak.declared), at(1))).toBe(false);
  expect(weak && holdsPosition(groundOf(weak.declared), at(0))).toBe(true);
});

it('a zone that a new one of its class swallows whole ends', async () => {
  const small = await declared(database, { city, ring: ground(0.5, 1.5, -1, 1), now });
  const large = await declared(database, { city, ring: ground(-1, 3), now: later });
  expect(await allZones()).toMatchObject([
    { id: small.zoneId, validTo: later },
    { id: large.zoneId, validTo: null },
  ]);
});

it('a zone recorded for later that loses ground to a stricter one is written anew, and its first row withdrawn', async () => {
  const validFrom = clock('05:00');
  const weak = await declared(database, { city, ring: ground(-1, 1.5), zoneClass: 'restricted', now, validFrom });
  const strict = await declared(database, { city, ring: ground(0.5, 3), now: later });
  const all = await allZones();
  expect(all.find(({ id }) => id === weak.zoneId)).toMatchObject({ withdrawnAt: later });
  const anew = all.filter(({ id }) => id !== weak.zoneId && id !== strict.zoneId);
  expect(anew).toMatchObject([{ class: 'restricted', validFrom, validTo: null, withdrawnAt: null }]);
  expect(anew.some(({ declared }) => holdsPosition(groundOf(declared), at(1)))).toBe(false);
});

it('a zone announced with an end may be lifted before it', async () => {
  const { zoneId } = await declared(database, { city, ring: ground(0.5, 1.5), now, validTo: clock('09:00') });
  await lifted(database, { city, zoneId, now: later });
  expect(await allZones()).toMatchObject([{ validTo: later, lawVersionTo: 3 }]);
  await expect(lifted(database, { city, zoneId, now: clock('04:00') })).rejects.toMatchObject({ code: 'wrongState' });
});

it('only who commands the territory declares and lifts', async () => {
  const elsewhere = { ...city, commander: actorOf(city, 'commander', city.accountIds[0], 'cn.d1.s2') };
  const worker = { ...city, commander: actorOf(city, 'gridWorker', city.accountIds[0]) };
  const zone = { ring: ground(0.5, 1.5), now };
  await expect(declared(database, { ...zone, city: elsewhere })).rejects.toMatchObject({ code: 'outsideTerritory' });
  await expect(declared(database, { ...zone, city: worker })).rejects.toMatchObject({ code: 'forbidden' });
  const { zoneId } = await declared(database, { ...zone, city });
  await expect(lifted(database, { city: elsewhere, zoneId, now: later })).rejects.toMatchObject({
    code: 'outsideTerritory',
  });
  const foreign = await smallCity(database);
  const stranger = { ...city, commander: { ...actorOf(city, 'commander', city.accountIds[0]), cityId: foreign.id } };
  await expect(lifted(database, { city: stranger, zoneId, now: later })).rejects.toMatchObject({ code: 'notFound' });
});
