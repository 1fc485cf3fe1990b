import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { healthFactsOf } from '../../queries/health/health-facts-of.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { outbox } from '../../schema/transport.ts';
import { clock, insertTravellers } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, actingAs, SMALL_CITY_NOON, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { type HealthReport, reportHealth } from './report-health.ts';

let database: TestDatabase;
let city: SmallCity;
let driverId: Id;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await smallCity(database);
  driverId = newId();
  await insertTravellers(database, {
    city,
    driverId,
    zoneId: newId(),
    gateId: newId(),
    carrierId: newId(),
    vehicleId: newId(),
  });
});

const red = (): HealthReport => ({ riderId: driverId, kind: 'code', colour: 'red', validFrom: SMALL_CITY_NOON });

describe('a report on a rider’s health', () => {
  it('is one more fact that counts from now on, and tells who plans', async () => {
    await acting(database, (tx) => reportHealth(tx, red()));
    const known = (recordedBy: Date) => database.read((db) => healthFactsOf(db, { riderIds: [driverId], recordedBy }));
    expect((await known(clock('03:59'))).get(driverId)?.filter(({ colour }) => colour === 'red')).toEqual([]);
    expect((await known(SMALL_CITY_NOON)).get(driverId)?.at(-1)).toMatchObject({ kind: 'code', colour: 'red' });
    const events = await database.read((db) => db.select({ name: outbox.name, payload: outbox.payload }).from(outbox));
    expect(events).toEqual([{ name: 'health.changed.v1', payload: { riderId: driverId } }]);
  });

  it('names what is wrong with it', async () => {
    const refusal = (report: HealthReport) =>
      acting(database, (tx) => reportHealth(tx, report)).catch((error: unknown) => error);
    expect(await refusal({ ...red(), colour: undefined })).toMatchObject({
      code: 'invalidInput',
      details: { field: 'colour' },
    });
    expect(await refusal({ ...red(), kind: 'test' })).toMatchObject({
      code: 'invalidInput',
      details: { field: 'colour' },
    });
    expect(await refusal({ ...red(), validTo: SMALL_CITY_NOON })).toMatchObject({ details: { field: 'validTo' } });
    const tomorrow = new Date(SMALL_CITY_NOON.getTime() + 86_400_000);
    expect(await refusal({ riderId: driverId, kind: 'test', validFrom: tomorrow })).toMatchObject({
      details: { field: 'validFrom' },
    });
    expect(await refusal({ ...red(), riderId: newId() })).toMatchObject({ code: 'notFound' });
  });

  it('is not a resident’s to make', async () => {
    const actor = {
      kind: 'account' as const,
      id: city.accountIds[0] ?? '',
      cityId: city.id,
      grants: [{ role: 'resident' as const, path: 'cn' }],
    };
    await expect(actingAs(database, actor, (tx) => reportHealth(tx, red()))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('is made only by who holds a role where the rider lives or works', async () => {
    const as = (role: 'gridWorker' | 'commander', path: string) => {
      const actor = {
        kind: 'account' as const,
        id: city.accountIds[0] ?? '',
        cityId: city.id,
        grants: [{ role, path }],
      };
      return actingAs(database, actor, (tx) => reportHealth(tx, red()));
    };
    // The driver's van belongs to the sub-district's warehouse.
    await expect(as('gridWorker', 'cn.d1.s1.c1.g1')).rejects.toMatchObject({ code: 'outsideTerritory' });
    await expect(as('commander', 'cn.d1.s2')).rejects.toMatchObject({ code: 'outsideTerritory' });
    expect(await as('commander', 'cn.d1.s1')).toMatchObject({ factId: expect.any(String) });
  });

  it('has a span that somebody can have meant', async () => {
    const told = (report: Partial<HealthReport>) =>
      acting(database, (tx) => reportHealth(tx, { ...red(), ...report })).catch((error: unknown) => error);
    const refusedField = (field: string) => ({ code: 'invalidInput', details: { field } });
    expect(await told({ validFrom: new Date('1970-01-01T00:00:00Z') })).toMatchObject(refusedField('validFrom'));
    expect(await told({ validFrom: new Date('9999-01-01T00:00:00Z') })).toMatchObject(refusedField('validFrom'));
    expect(await told({ validTo: new Date('9999-01-01T00:00:00Z') })).toMatchObject(refusedField('validTo'));
    expect(await told({ validTo: new Date('2027-04-01T04:00:00Z') })).toMatchObject({ factId: expect.any(String) });
  });
});
