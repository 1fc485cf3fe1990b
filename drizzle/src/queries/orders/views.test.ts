import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packOrders } from '../../actions/orders/pack.ts';
import { placeOrder } from '../../actions/orders/place.ts';
import { receiveStock } from '../../actions/stock/receive.ts';
import { newId } from '../../rules/ids.ts';
import { gates, zones } from '../../schema/zones.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, at, SMALL_CITY_DAY, SMALL_CITY_NOON, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { warehouseBalances } from '../stock/balances.ts';
import { home } from './home.ts';
import { orderView } from './order-view.ts';
import { ordersOfHousehold } from './orders-of-household.ts';
import { shelf } from './shelf.ts';

let database: TestDatabase;
let city: SmallCity;
const later = new Date(SMALL_CITY_NOON.getTime() + 3_600_000);

beforeAll(async () => {
  database = await openTestDatabase();
  await database.reset();
  city = await smallCity(database);
  const lines = [{ skuId: city.skuIds[0] ?? '', quantity: 60 }];
  await acting(database, (tx) => receiveStock(tx, { warehouseId: city.near, lines }));
});
afterAll(() => database.close());

const householdId = () => city.householdIds[0] ?? '';
const order = (quantity: number, now?: Date) =>
  acting(
    database,
    (tx) => placeOrder(tx, { householdId: householdId(), lines: [{ skuId: city.skuIds[0] ?? '', quantity }] }),
    now,
  );

describe('what a household sees', () => {
  it('its order with lines, boxes and the drop point', async () => {
    const { orderId } = await order(2);
    await acting(database, (tx) => packOrders(tx, { warehouseId: city.near, limit: 10 }));
    const view = await database.read((db) => orderView(db, { orderId, at: SMALL_CITY_NOON }));
    expect(view).toMatchObject({
      id: orderId,
      state: 'placed',
      placedAt: '2026-04-01T04:00:00.000Z',
      promisedAt: '2026-04-01T09:00:00.000Z',
      deliveryDay: SMALL_CITY_DAY,
      serviceMode: 'self',
      place: { kind: 'dropPoint', nameZh: '站点', nameEn: 'Point', point: at(1, 1) },
      lines: [{ quantity: 2, priceFen: 100, nameZh: '商品0' }],
      boxes: [{ seq: 1, state: 'packed', collected: false }],
      unservedReason: null,
      eta: null,
    });
    expect(await database.read((db) => orderView(db, { orderId: newId(), at: SMALL_CITY_NOON }))).toBeUndefined();
  });

  it('its shelf: stock capped at 50 and what is left of the quota', async () => {
    const { items } = await database.read((db) => shelf(db, { householdId: householdId(), at: SMALL_CITY_NOON }));
    expect(items).toMatchObject([
      { code: 'S0', available: true, left: 50, quota: 10, quotaLeft: 8 },
      { code: 'S1', available: false, left: 0, quota: 10, quotaLeft: 10 },
    ]);
    const { items: balances } = await database.read((db) => warehouseBalances(db, { warehouseId: city.near }));
    expect(balances).toMatchObject([
      { onHand: 60, reserved: 2 },
      { onHand: 0, reserved: 0 },
    ]);
  });

  it('its orders page by page, newest first', async () => {
    const { orderId } = await order(1, later);
    const page = await database.read((db) => ordersOfHousehold(db, { householdId: householdId(), at: later }));
    expect(page.items.map(({ id }) => id)[0]).toBe(orderId);
    expect(page.next).toBeNull();
    const cursor = `${page.items[0]?.placedAt}_${page.items[0]?.id}`;
    const rest = await database.read((db) => ordersOfHousehold(db, { householdId: householdId(), at: later, cursor }));
    expect(rest.items.length).toBe(1);
    await expect(
      database.read((db) => ordersOfHousehold(db, { householdId: householdId(), at: later, cursor: 'x' })),
    ).rejects.toMatchObject({ code: 'cursorInvalid' });
  });

  it('the service mode that the law of the hour gives it', async () => {
    const seen = (now: Date) => database.read((db) => home(db, { householdId: householdId(), at: now }));
    expect(await seen(SMALL_CITY_NOON)).toMatchObject({
      serviceMode: 'self',
      zone: null,
      deliveryDay: SMALL_CITY_DAY,
      promisedHours: 5,
      household: { unit: '1', people: 2, building: { nameZh: '地', nameEn: 'Place' } },
    });
    const zoneId = newId();
    const ring = [at(-1, -1), at(0.5, -1), at(0.5, 1), at(-1, 1), at(-1, -1)];
    await database.transaction(async (tx) => {
      await tx.insert(zones).values({
        id: zoneId,
        cityId: city.id,
        name: '管控一',
        class: 'restricted',
        declared: [[ring]],
        validFrom: later,
        recordedAt: later,
      });
      await tx
        .insert(gates)
        .values({ id: newId(), cityId: city.id, zoneId, nameZh: '东门', point: at(0.6), innerPoint: at(0.4) });
    });
    // The drop point lies outside the zone.
    expect(await seen(later)).toMatchObject({
      serviceMode: 'gate',
      zone: { id: zoneId, name: '管控一', class: 'restricted' },
    });
    expect(await seen(SMALL_CITY_NOON)).toMatchObject({ serviceMode: 'self' });
    const { items } = await database.read((db) => ordersOfHousehold(db, { householdId: householdId(), at: later }));
    expect(items[0]).toMatchObject({ serviceMode: 'gate', place: { kind: 'gate', nameZh: '东门' } });
  });
});
