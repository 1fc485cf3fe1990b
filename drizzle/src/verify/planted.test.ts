import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../database/port.ts';
import { newId } from '../rules/ids.ts';
import { clock, type GoodDay, goodDay } from '../testing/good-day.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { invariants, verdictLines, verify } from './run.ts';

let database: TestDatabase;
let day: GoodDay;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.reset();
  day = await goodDay(database);
});
afterAll(() => database.close());

class Undone extends Error {}

/** Plants rows that no action would write, judges them, and takes them back. Gives what was found, by invariant. */
async function found(plant: (day: GoodDay) => readonly SQL[]): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  const run = async (tx: Tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of plant(day)) await tx.execute(statement);
    for (const each of invariants) {
      const finding = await each.run(tx);
      if (finding.count > 0) seen[each.name] = [...new Set(finding.violations.map(({ what }) => what))].sort();
    }
    throw new Undone();
  };
  await database.transaction(run, { role: 'owner' }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return seen;
}

const utc = (time: string) => clock(time).toISOString();
const vanLeg = (n: number) => sql`(select id from legs where route_id = ${day.vanRouteId} and seq = ${n})`;
const carrierLeg = (n: number) => sql`(select id from legs where route_id = ${day.carrierRouteId} and seq = ${n})`;
const square = (west: number, south: number, east: number, north: number) =>
  sql`ST_Multi(ST_MakeEnvelope(${114.03 + west * 0.001}::float8, ${22.53 + south * 0.0009}::float8, ${114.03 + east * 0.001}::float8, ${22.53 + north * 0.0009}::float8, 4326))`;
const zone = (
  area: SQL,
  { from = '03:00', to = null as string | null, version = 2, zoneClass = 'sealed', id = newId() } = {},
) =>
  sql`insert into zones (id, city_id, name, class, declared, valid_from, valid_to, recorded_at, law_version_from)
      values (${id}, ${day.city.id}, 'Z', ${zoneClass}, ${area}, ${utc(from)}::timestamptz, ${to && utc(to)}::timestamptz, ${utc(from)}::timestamptz, ${version})`;

describe('a day without fault', () => {
  it('is found clean, with something to judge for every invariant', async () => {
    const verdict = await verify(database);
    expect(verdict.findings.filter(({ count }) => count > 0)).toEqual([]);
    expect(verdict).toMatchObject({ clean: true, nothingJudged: [] });
    expect(verdictLines(verdict)).toContain('lostBoxes: 0 of 2 judged');
  });
});

describe('one planted violation of each kind is found by its own invariant alone', () => {
  it('a drive through a sealed zone', async () => {
    expect(await found(() => [zone(square(-0.5, -1, 0.5, -0.5))])).toEqual({ forbiddenCrossings: ['crossing'] });
  });

  it('a plan through it that was never driven', async () => {
    expect(
      await found(() => [
        sql`update legs set line = ST_MakeLine(array[ST_StartPoint(line), ST_SetSRID(ST_MakePoint(114.03, 22.53), 4326), ST_SetSRID(ST_MakePoint(114.0322, 22.53), 4326), ST_EndPoint(line)]) where id = ${vanLeg(1)}`,
      ]),
    ).toEqual({ forbiddenCrossings: ['crossing'] });
  });

  it('but neither a zone that was over, nor one that came after the plan and the drive, nor one that may be crossed', async () => {
    const area = square(-0.5, -1, 0.5, -0.5);
    expect(await found(() => [zone(area, { from: '03:00', to: '03:20' })])).toEqual({});
    expect(await found(() => [zone(area, { from: '05:00', version: 3 })])).toEqual({});
    expect(await found(() => [zone(area, { zoneClass: 'precaution' })])).toEqual({});
  });

  it('an inside carrier who leaves his own zone', async () => {
    expect(
      await found(() => [
        sql`update legs set driven_line = ST_MakeLine(array[ST_StartPoint(driven_line), ST_SetSRID(ST_MakePoint(114.0310, 22.53), 4326), ST_EndPoint(driven_line)]) where id = ${carrierLeg(2)}`,
      ]),
    ).toEqual({ forbiddenCrossings: ['leftOwnZone'] });
  });

  it('a traveller who jumps', async () => {
    expect(
      await found(() => [
        sql`update legs set driven_line = ST_MakeLine(ST_SetSRID(ST_MakePoint(114.0320, 22.535), 4326), ST_EndPoint(driven_line)) where id = ${vanLeg(3)}`,
      ]),
    ).toEqual({ forbiddenCrossings: ['gap'] });
  });

  it('a way out of a new zone that is taken twice, while once is lawful', async () => {
    const id = newId();
    const closing = [
      // Around the gate when the van stands there, between its second and third leg.
      zone(square(1.3, -0.6, 1.55, 0.4), { from: '04:26', version: 3, id }),
      sql`update legs set purpose = 'leave', zone_id = ${id}, law_version = 3, line = short, driven_line = short
          from (select ST_MakeLine(ST_SetSRID(ST_MakePoint(114.0315, 22.53), 4326), ST_SetSRID(ST_MakePoint(114.0312, 22.53), 4326)) as short) s
          where id = ${vanLeg(3)}`,
    ];
    expect(await found(() => closing)).toEqual({});
    const again = sql`update legs set purpose = 'leave', zone_id = ${id}, starts_at = ${utc('04:24')}::timestamptz, ends_at = ${utc('04:25')}::timestamptz where id = ${vanLeg(2)}`;
    expect(await found(() => [...closing, again])).toEqual({ forbiddenCrossings: ['crossing'] });
  });

  it('a spot inside a zone that a class may enter but not cross, unless a new law found the traveller there', async () => {
    const id = newId();
    const standing = [
      zone(square(1.3, -0.6, 1.55, 0.4), { from: '04:26', version: 3, id }),
      sql`update legs set traveller_class = 'autonomousVehicle' where route_id = ${day.vanRouteId}`,
      sql`update legs set from_kind = 'spot', law_version = 3 where id = ${vanLeg(3)}`,
    ];
    const law = sql`insert into laws (city_id, version, in_force_from, cause, zone_id)
        values (${day.city.id}, 3, ${utc('04:26')}::timestamptz, 'zoneInForce', ${id})`;
    expect(await found(() => [...standing, law])).toEqual({});
    expect(await found(() => standing)).toEqual({ forbiddenCrossings: ['crossing'] });
  });

  it('a red code that was known before the plan', async () => {
    expect(
      await found(({ driverId, city }) => [
        sql`insert into health_facts (id, city_id, rider_id, kind, colour, valid_from, recorded_at)
            values (${newId()}, ${city.id}, ${driverId}, 'code', 'red', ${utc('03:30')}::timestamptz, ${utc('03:50')}::timestamptz)`,
      ]),
    ).toEqual({ withoutValidCode: ['assignment', 'delivery', 'departure', 'taking'] });
  });

  it('a red code that was known only at the second departure, and none that was recorded after the work', async () => {
    const red = (time: string) => (d: GoodDay) => [
      sql`insert into health_facts (id, city_id, rider_id, kind, colour, valid_from, recorded_at)
          values (${newId()}, ${d.city.id}, ${d.driverId}, 'code', 'red', ${utc('03:30')}::timestamptz, ${utc(time)}::timestamptz)`,
    ];
    expect(await found(red('04:26'))).toEqual({ withoutValidCode: ['departure'] });
    expect(await found(red('04:28'))).toEqual({});
  });

  it('a test that ran out', async () => {
    expect(
      await found(({ carrierId }) => [
        sql`update health_facts set valid_from = valid_from - interval '47 hours 30 minutes' + interval '4 hours' where rider_id = ${carrierId} and kind = 'test'`,
      ]),
    ).toEqual({ withoutValidCode: ['assignment', 'delivery', 'departure', 'taking'] });
  });

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
