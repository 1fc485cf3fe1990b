import { and, asc, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sqlStateOf } from '../../database/sql-state.ts';
import { zonesBetween } from '../../queries/zones/zones-between.ts';
import { groundOf, holdsPosition } from '../../rules/polygon.ts';
import { zoneGrounds, zones } from '../../schema/zones.ts';
import { declared, ground, lifted, withdrawn } from '../../testing/declare.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, at } from '../../testing/small-city.ts';
import { type WorkingCity, workingCity } from '../../testing/working-city.ts';
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
const west = { ring: ground(-1, 1.5), zoneClass: 'restricted', now } as const;
const across = ground(0.5, 3);
const sweep = (instant: Date) => acting(database, enforceDueZones, instant);

/** The classes of the zones around houses 0 and 1 at an instant; only 1 lies on the ground that both zones claim. */
async function lawAt(time: string): Promise<[string, string]> {
  const from = clock(time);
  const to = new Date(from.getTime() + 1);
  const found = await database.read((db) => zonesBetween(db, { cityId: city.id, from, to }));
  const around = (place: number) =>
    found
      .filter((zone) => holdsPosition(groundOf(zone.declared), at(place)))
      .map((zone) => zone.class)
      .join('+');
  return [around(0), around(1)];
}

it('after a short stricter zone across it a standing weaker one has all its ground again', async () => {
  await declared(database, { city, ...west });
  await declared(database, { city, ring: across, now: soon, validTo: clock('03:30') });
  expect(await lawAt('03:00')).toEqual(['restricted', 'sealed']);
  expect(await lawAt('03:30')).toEqual(['restricted', 'restricted']);
  await sweep(clock('03:30'));
  const inForce = await database.read((db) =>
    db
      .select()
      .from(zones)
      .where(and(isNull(zones.lawVersionTo), isNull(zones.withdrawnAt)))
      .orderBy(asc(zones.id)),
  );
  expect(inForce).toMatchObject([{ class: 'restricted', validFrom: clock('03:30'), validTo: null }]);
  expect(inForce[0]?.lawVersionFrom).not.toBeNull();
});

it('after a short stricter zone around it a standing weaker one is in force again', async () => {
  await declared(database, { city, ring: ground(0.5, 1.5, -1, 1), zoneClass: 'restricted', now });
  await declared(database, { city, ring: ground(-1, 3), now: soon, validTo: clock('03:30') });
  expect(await lawAt('03:00')).toEqual(['sealed', 'sealed']);
  expect(await lawAt('03:30')).toEqual(['', 'restricted']);
});

it('a stricter zone that is lifted before its end, or that had none, gives the ground back at once', async () => {
  for (const validTo of [clock('05:00'), undefined]) {
    await database.reset();
    city = await workingCity(database, { households: 3 });
    await declared(database, { city, ...west });
    const { zoneId } = await declared(database, { city, ring: across, now: soon, ...(validTo && { validTo }) });
    await lifted(database, { city, zoneId, now: clock('03:00') });
    expect(await lawAt('03:00')).toEqual(['restricted', 'restricted']);
    expect(await lawAt('06:00')).toEqual(['restricted', 'restricted']);
  }
});

it('a weaker newcomer has all its ground until a stricter zone to come begins, and again when that one is withdrawn', async () => {
  const strict = await declared(database, { city, ring: across, now, validFrom: clock('05:00') });
  const { zoneId } = await declared(database, { city, ...west });
  expect(await lawAt('04:59')).toEqual(['restricted', 'restricted']);
  expect(await lawAt('05:00')).toEqual(['restricted', 'sealed']);
  await withdrawn(database, { city, zoneId: strict.zoneId, now: soon });
  expect(await lawAt('05:00')).toEqual(['restricted', 'restricted']);
  const live = await database.read((db) => db.select().from(zones).where(isNull(zones.withdrawnAt)));
  expect(live).toMatchObject([{ id: zoneId, validTo: null }]);
});

it('ground that is to come back may be sealed again before it does', async () => {
  await declared(database, { city, ...west });
  await declared(database, { city, ring: across, now: soon, validTo: clock('03:30') });
  await declared(database, { city, ring: ground(-3, 0.4), now: clock('03:00') });
  expect(await lawAt('03:10')).toEqual(['sealed', 'sealed']);
  expect(await lawAt('03:30')).toEqual(['sealed', 'restricted']);
});

it('a zone that is lifted while a stricter one has part of its ground does not come back', async () => {
  await declared(database, { city, ...west });
  await declared(database, { city, ring: across, now: soon, validTo: clock('05:00') });
  const [rest] = await database.read((db) =>
    db
      .select()
      .from(zones)
      .where(and(eq(zones.class, 'restricted'), eq(zones.validFrom, soon))),
  );
  await lifted(database, { city, zoneId: rest?.id ?? '', now: clock('03:00') });
  expect(await lawAt('03:30')).toEqual(['', 'sealed']);
  expect(await lawAt('05:00')).toEqual(['', '']);
});

it('the database keeps what was declared, but for an end that comes sooner', async () => {
  await declared(database, { city, ...west, validTo: clock('09:00') });
  const change = (values: Partial<typeof zoneGrounds.$inferInsert>) =>
    database.transaction((tx) => tx.update(zoneGrounds).set(values), { role: 'owner' });
  const appendOnly = expect.toSatisfy((error) => sqlStateOf(error) === '23001');
  await expect(change({ validTo: clock('10:00') })).rejects.toEqual(appendOnly);
  await expect(change({ class: 'sealed' })).rejects.toEqual(appendOnly);
  await change({ validTo: clock('08:00') });
});
