import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sqlStateOf } from '../../database/sql-state.ts';
import { lawVersionOf } from '../../queries/law/law-version.ts';
import { nextDue } from '../../queries/sweeps/next-due.ts';
import { insideLengths } from '../../queries/zones/inside-lengths.ts';
import { mapView } from '../../queries/zones/map-view.ts';
import { zonesBetween } from '../../queries/zones/zones-between.ts';
import { newId } from '../../rules/ids.ts';
import { waves } from '../../schema/waves.ts';
import { gates, zones } from '../../schema/zones.ts';
import { declared, ground, lifted, withdrawn } from '../../testing/declare.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { commitRoutes, routeNow, routeOf } from '../../testing/plan-route.ts';
import { acting, at } from '../../testing/small-city.ts';
import { actorOf, type WorkingCity, workingCity } from '../../testing/working-city.ts';
import { forbiddenCrossings } from '../../verify/forbidden-crossings.ts';
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
const soon = clock('02:30');
const later = clock('05:00');
const sweep = (instant: Date) => acting(database, enforceDueZones, instant);
const zoneNow = async (id: string) => (await database.read((db) => db.select().from(zones).where(eq(zones.id, id))))[0];
const gatesOf = (zoneId: string) =>
  database.read((db) => db.select().from(gates).where(eq(gates.zoneId, zoneId)).orderBy(asc(gates.id)));
const version = () => database.read((db) => lawVersionOf(db, city.id));
const toCome = (ring = ground(0.5, 1.5)) => declared(database, { city, ring, now, validFrom: later });

it('a zone recorded for later can be withdrawn: its row and actor stay, its gates end, it never raises the law version', async () => {
  const { zoneId } = await toCome();
  expect((await gatesOf(zoneId)).length).toBeGreaterThan(0);
  expect(await withdrawn(database, { city, zoneId, now: soon })).toEqual({ touched: [] });

  const withdrawnBy = city.commander.id;
  expect(await zoneNow(zoneId)).toMatchObject({
    withdrawnAt: soon,
    withdrawnBy,
    validFrom: later,
    lawVersionFrom: null,
  });
  expect((await gatesOf(zoneId)).every(({ endsAt }) => endsAt?.getTime() === soon.getTime())).toBe(true);
  expect(await sweep(clock('06:00'))).toBe(0);
  expect(await version()).toBe(1);
  expect(await database.read((db) => nextDue(db, { after: soon, to: clock('09:00') }))).toBeNull();
});

it('nobody who asks for the law of a span, the map or lengths of legs meets a withdrawn zone', async () => {
  const { zoneId } = await toCome();
  await withdrawn(database, { city, zoneId, now: soon });
  const span = { cityId: city.id, from: clock('04:00'), to: clock('06:00') };
  const line = { id: newId(), line: [at(0), at(2)], from: span.from, to: span.to };
  const seen = await database.read(async (db) => ({
    between: await zonesBetween(db, span),
    lengths: await insideLengths(db, { cityId: city.id, lines: [line] }),
    map: await mapView(db, { cityId: city.id, at: soon }),
  }));
  expect([seen.between, seen.lengths, seen.map.zones, seen.map.gates]).toEqual([[], [], [], []]);
  // The ground is free for another zone.
  await declared(database, { city, ring: ground(-0.5, 1), now: soon, validFrom: clock('04:30') });
});

it('verify counts no crossing of ground whose zone is withdrawn', async () => {
  const { zoneId } = await toCome();
  await withdrawn(database, { city, zoneId, now: soon });
  const through = { place: city.house(2), mode: 'door' as const, boxIds: [city.boxIds[2]], via: [at(0)] };
  const departs = clock('04:55');
  const route = routeOf({ traveller: city.van, source: city.warehouse, visits: [through], departs });
  await commitRoutes(database, { city, planned: [route], now: clock('02:35') });
  const { judged, violations } = await database.read((db) => forbiddenCrossings.run(db));
  expect([judged > 0, violations]).toEqual([true, []]);
});

it('a zone in force is not withdrawn but lifted, and nothing is withdrawn twice', async () => {
  const begun = await declared(database, { city, ring: ground(0.5, 1.5), now });
  await expect(withdrawn(database, { city, zoneId: begun.zoneId, now: soon })).rejects.toMatchObject({
    code: 'zoneBegun',
    details: { field: 'validFrom', value: now.toISOString(), instead: 'lift' },
  });
  await lifted(database, { city, zoneId: begun.zoneId, now: soon });
  await expect(withdrawn(database, { city, zoneId: begun.zoneId, now: later })).rejects.toMatchObject({
    code: 'wrongState',
  });
  const { zoneId } = await declared(database, { city, ring: ground(3, 5), now: soon, validFrom: later });
  await withdrawn(database, { city, zoneId, now: soon });
  await expect(withdrawn(database, { city, zoneId, now: soon })).rejects.toMatchObject({ code: 'alreadyDone' });
  await expect(lifted(database, { city, zoneId, now: clock('06:00') })).rejects.toMatchObject({ code: 'wrongState' });
});

it('only who commands the territory withdraws', async () => {
  const { zoneId } = await toCome();
  const elsewhere = { ...city, commander: actorOf(city, 'commander', city.accountIds[0], 'cn.d1.s2') };
  const worker = { ...city, commander: actorOf(city, 'gridWorker', city.accountIds[0]) };
  await expect(withdrawn(database, { city: elsewhere, zoneId, now: soon })).rejects.toMatchObject({
    code: 'outsideTerritory',
  });
  await expect(withdrawn(database, { city: worker, zoneId, now: soon })).rejects.toMatchObject({ code: 'forbidden' });
});

it('a route that was planned for the zone to come is taken back, and a wave is asked for', async () => {
  const { zoneId } = await toCome();
  const [gate] = await gatesOf(zoneId);
  const place = { kind: 'gate' as const, id: gate?.id ?? '', point: gate?.point ?? at(0) };
  const visit = (zone?: string) => ({
    ...{ place, mode: 'gate' as const, boxIds: [city.boxIds[1]] },
    ...(zone && { zoneId: zone }),
  });
  const serving = routeOf({ traveller: city.van, source: city.warehouse, visits: [visit(zoneId)], departs: later });
  const drop = { place: city.dropPoint, mode: 'self' as const, boxIds: [city.boxIds[0]] };
  const other = routeOf({ traveller: city.robot, source: city.warehouse, visits: [drop], departs: clock('02:10') });
  await commitRoutes(database, { city, planned: [serving, other], now });

  const { touched } = await withdrawn(database, { city, zoneId, now: soon });
  expect(touched).toEqual([{ routeId: serving.id, change: 'placeChanged' }]);
  expect((await routeNow(database, serving.id)).state).toBe('superseded');
  expect((await routeNow(database, other.id)).state).toBe('planned');
  const asked = await database.read((db) => db.select().from(waves));
  expect(asked.filter(({ plannedAt }) => !plannedAt)).toHaveLength(1);
});

it('a weaker zone keeps the ground that it was to give up, with its gates and its end', async () => {
  const end = clock('09:00');
  const weak = { city, ring: ground(-1, 1.5), zoneClass: 'restricted', now, validTo: end } as const;
  const { zoneId: weakId } = await declared(database, weak);
  const before = await gatesOf(weakId);
  const { zoneId } = await declared(database, { city, ring: ground(0.5, 3), now: soon, validFrom: later });
  const [rest] = await database.read((db) =>
    db
      .select()
      .from(zones)
      .where(and(eq(zones.class, 'restricted'), eq(zones.validFrom, later))),
  );
  expect(await zoneNow(weakId)).toMatchObject({ validTo: later });
  await withdrawn(database, { city, zoneId, now: clock('02:40') });

  expect(await zoneNow(weakId)).toMatchObject({ validTo: end, withdrawnAt: null });
  expect(await gatesOf(weakId)).toEqual(before);
  expect(await zoneNow(rest?.id ?? '')).toMatchObject({ withdrawnAt: clock('02:40') });
  expect(await sweep(clock('06:00'))).toBe(0);
  expect(await version()).toBe(2);
});

it('a weaker zone that was cut once more, sooner, still gets back what it gave up for the withdrawn one', async () => {
  const { zoneId: weakId } = await declared(database, { city, ring: ground(-3, 3), zoneClass: 'restricted', now });
  const { zoneId } = await declared(database, { city, ring: ground(2, 4), now, validFrom: later });
  const brief = { ring: ground(-4, -2), validFrom: clock('03:00'), validTo: clock('04:00') };
  await declared(database, { city, ...brief, now: soon });
  await withdrawn(database, { city, zoneId, now: clock('02:40') });

  expect(await zoneNow(weakId)).toMatchObject({ validTo: clock('03:00') });
  const live = await database.read((db) =>
    zonesBetween(db, { cityId: city.id, from: clock('05:00'), to: clock('06:00') }),
  );
  expect(live).toMatchObject([{ class: 'restricted', validFrom: clock('04:00'), validTo: null }]);
});

it('zones that were to take ground of one are withdrawn in any order, and it is what it was', async () => {
  const { zoneId: weakId } = await declared(database, { city, ring: ground(-3, 3), zoneClass: 'restricted', now });
  const first = await declared(database, { city, ring: ground(2, 4), now, validFrom: later });
  const second = await declared(database, { city, ring: ground(-4, -2), now, validFrom: clock('06:00') });
  await withdrawn(database, { city, zoneId: first.zoneId, now: soon });
  expect(await zoneNow(weakId)).toMatchObject({ validTo: clock('06:00') });
  await withdrawn(database, { city, zoneId: second.zoneId, now: soon });
  expect(await zoneNow(weakId)).toMatchObject({ validTo: null });
});

it('the database itself keeps a withdrawal, and no end later than was declared', async () => {
  const { zoneId } = await toCome();
  await withdrawn(database, { city, zoneId, now: soon });
  const change = (id: string, values: Partial<typeof zones.$inferInsert>) =>
    database.transaction((tx) => tx.update(zones).set(values).where(eq(zones.id, id)), { role: 'owner' });
  const appendOnly = expect.toSatisfy((error) => sqlStateOf(error) === '23001');
  await expect(change(zoneId, { withdrawnAt: null, validTo: null })).rejects.toEqual(appendOnly);

  const weak = await declared(database, {
    city,
    ring: ground(-1, 1.5),
    zoneClass: 'restricted',
    now: soon,
    validTo: clock('09:00'),
  });
  await declared(database, { city, ring: ground(0.5, 3), now: soon, validFrom: later });
  await expect(change(weak.zoneId, { validTo: null })).rejects.toEqual(appendOnly);
});
