import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../rules/ids.ts';
import { type GoodDay, goodDay } from '../testing/good-day.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { foundAfter, utc } from '../testing/plant.ts';
import { verdictLines, verify } from './run.ts';

let database: TestDatabase;
let day: GoodDay;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.reset();
  day = await goodDay(database);
});
afterAll(() => database.close());

const found = (plant: (day: GoodDay) => readonly SQL[]) => foundAfter(database, plant(day));

describe('a day without fault', () => {
  it('is found clean, with something to judge for every invariant', async () => {
    const verdict = await verify(database);
    expect(verdict.findings.filter(({ count }) => count > 0)).toEqual([]);
    expect(verdict).toMatchObject({ clean: true, nothingJudged: [] });
    expect(verdictLines(verdict)).toContain('lostBoxes: 0 of 2 judged');
  });
});

describe('one planted fault of each kind is found by its own invariant alone', () => {
  it('units promised that were not there, though they were given back later', async () => {
    const id = newId();
    expect(
      await found(({ city, orderIds: [orderId] }) => {
        const household = `household:${city.householdIds[0]}`;
        const row = (rowId: string, kind: string, time: string, pendingId: string | null) =>
          sql`insert into ledger_entries (id, city_id, kind, sku_id, quantity, from_account, to_account, warehouse_id, order_id, pending_id, delivery_day, recorded_at)
              values (${rowId}, ${city.id}, ${kind}, ${city.skuIds[0]}, 25, ${`stock:${city.near}`}, ${household}, ${city.near}, ${orderId}, ${pendingId}, '2026-04-01', ${utc(time)}::timestamptz)`;
        return [
          row(id, 'pending', '05:00', null),
          row(newId(), 'void', '05:10', id),
          sql`insert into reservations (id, city_id, order_id, sku_id, warehouse_id, quantity, remaining, delivery_day)
              values (${id}, ${city.id}, ${orderId}, ${city.skuIds[0]}, ${city.near}, 25, 0, '2026-04-01')`,
        ];
      }),
    ).toEqual({ oversoldUnits: ['oversold'] });
  });

  it('a row of the closed day that is still pending', async () => {
    const id = newId();
    expect(
      await found(({ city, orderIds: [orderId] }) => [
        sql`insert into ledger_entries (id, city_id, kind, sku_id, quantity, from_account, to_account, warehouse_id, order_id, delivery_day, recorded_at)
            values (${id}, ${city.id}, 'pending', ${city.skuIds[0]}, 1, ${`stock:${city.near}`}, ${`household:${city.householdIds[0]}`}, ${city.near}, ${orderId}, '2026-04-01', ${utc('05:00')}::timestamptz)`,
        sql`insert into reservations (id, city_id, order_id, sku_id, warehouse_id, quantity, remaining, delivery_day)
            values (${id}, ${city.id}, ${orderId}, ${city.skuIds[0]}, ${city.near}, 1, 1, '2026-04-01')`,
        sql`update balances set reserved = reserved + 1 where warehouse_id = ${city.near} and sku_id = ${city.skuIds[0]}`,
      ]),
    ).toEqual({ pendingRows: ['pending'] });
  });

  it('a box that nobody handed to the one who has it, and one that never came to an end', async () => {
    const box = (d: GoodDay) => sql`(select id from boxes where order_id = ${d.orderIds[0]})`;
    expect(await found((d) => [sql`update boxes set custodian_id = ${newId()} where id = ${box(d)}`])).toEqual({
      lostBoxes: ['otherCustodian'],
    });
    expect(await found((d) => [sql`delete from custody where box_id = ${box(d)} and to_kind = 'dropPoint'`])).toEqual({
      lostBoxes: ['chainBroken'],
    });
    expect(await found((d) => [sql`update boxes set state = 'handedOver' where id = ${box(d)}`])).toEqual({
      lostBoxes: ['noEnd'],
    });
  });

  it('a box that was given to its household twice', async () => {
    expect(
      await found((d) => {
        const household = sql`${d.city.householdIds[0]}::uuid`;
        const pass = (fromKind: string, from: SQL, toKind: string, to: SQL, time: string) =>
          sql`insert into custody (id, box_id, from_kind, from_id, to_kind, to_id, at)
              select ${newId()}::uuid, id, ${fromKind}, ${from}, ${toKind}, ${to}, ${utc(time)}::timestamptz from boxes where order_id = ${d.orderIds[0]}`;
        const van = sql`${d.vehicleId}::uuid`;
        return [
          pass('household', household, 'vehicle', van, '07:00'),
          pass('vehicle', van, 'household', household, '07:10'),
        ];
      }),
    ).toEqual({ doubledDeliveries: ['givenTwice'] });
  });

  it('a box that two stops serve at once', async () => {
    expect(
      await found((d) => [
        sql`drop index stop_boxes_one_active`,
        sql`update stop_boxes set active = true where box_id = (select id from boxes where order_id = ${d.orderIds[1]})`,
      ]),
    ).toEqual({ doubledDeliveries: ['twoActiveStops'] });
  });

  it('a box in the hands of another household, at another drop point, at the gate of a zone that is not around its home', async () => {
    expect(
      await found((d) => [sql`update orders set household_id = ${d.city.householdIds[1]} where id = ${d.orderIds[0]}`]),
    ).toEqual({ wrongHandovers: ['otherHousehold'] });
    expect(
      await found((d) => [sql`update households set drop_point_id = ${newId()} where id = ${d.city.householdIds[0]}`]),
    ).toEqual({ wrongHandovers: ['otherDropPoint'] });
    expect(await found((d) => [sql`update gates set zone_id = ${newId()} where id = ${d.gateId}`])).toEqual({
      wrongHandovers: ['otherGate'],
    });
  });

  it('a balance that the ledger does not add up to', async () => {
    expect(
      await found((d) => [sql`update balances set on_hand = on_hand + 1 where warehouse_id = ${d.city.near}`]),
    ).toEqual({ ledgerBalanced: ['balance'] });
  });
});
