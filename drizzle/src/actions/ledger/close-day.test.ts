import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../rules/ids.ts';
import { boxes, custody } from '../../schema/boxes.ts';
import { reservations } from '../../schema/ledger.ts';
import { orders } from '../../schema/orders.ts';
import { balances, quotaUses } from '../../schema/skus.ts';
import { laws } from '../../schema/zones.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, SMALL_CITY_DAY as DAY, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { deliverBoxes } from '../boxes/deliver-boxes.ts';
import { handOver } from '../boxes/hand-over.ts';
import { loseBoxes } from '../boxes/lose-boxes.ts';
import { returnBoxes } from '../boxes/return-boxes.ts';
import { cancelOrder } from '../orders/cancel.ts';
import { collectOrder } from '../orders/collect.ts';
import { packOrders } from '../orders/pack.ts';
import { placeOrder } from '../orders/place.ts';
import { receiveStock } from '../stock/receive.ts';
import { closeDay } from './close-day.ts';

let database: TestDatabase;
let city: SmallCity;
const van = { kind: 'vehicle' as const, id: newId() };

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await smallCity(database, { skus: [{ grams: 6000 }] });
  await acting(database, (tx) => receiveStock(tx, { warehouseId: city.near, lines: [{ skuId: sku(), quantity: 20 }] }));
});

const sku = () => city.skuIds[0] ?? '';
const near = () => ({ kind: 'warehouse' as const, id: city.near });
const place = (i: number, quantity: number) =>
  acting(database, (tx) =>
    placeOrder(tx, { householdId: city.householdIds[i] ?? '', lines: [{ skuId: sku(), quantity }] }),
  );
const pack = () => acting(database, (tx) => packOrders(tx, { warehouseId: city.near, limit: 100 }));
const close = (unserved?: 'end' | 'carry', day = DAY) =>
  acting(database, (tx) => closeDay(tx, { cityId: city.id, day, unserved }));
const boxesOf = (orderId: Id) =>
  database.read((db) => db.select().from(boxes).where(eq(boxes.orderId, orderId)).orderBy(boxes.seq));
const orderOf = async (id: Id) => (await database.read((db) => db.select().from(orders).where(eq(orders.id, id))))[0];
const shelf = async (warehouseId: Id) => {
  const rows = await database.read((db) => db.select().from(balances).where(eq(balances.warehouseId, warehouseId)));
  return rows.map(({ onHand, reserved }) => [onHand, reserved])[0];
};
const load = (boxIds: Id[]) => acting(database, (tx) => handOver(tx, { boxIds, from: near(), to: van }));

describe('the life of an order', () => {
  it('goes from the shelf to the household: posted at the drop point, collected by code', async () => {
    const { orderId } = await place(0, 3);
    // 6 kg each, 15 kg a box: two boxes.
    expect(await pack()).toEqual({ orders: 1, boxes: 2, waiting: 0 });
    const boxIds = (await boxesOf(orderId)).map(({ id }) => id);
    await load(boxIds);
    expect((await orderOf(orderId))?.state).toBe('loaded');
    expect(await shelf(city.near)).toEqual([20, 3]);

    const to = { kind: 'dropPoint' as const, id: city.dropPointId };
    await acting(database, (tx) => deliverBoxes(tx, { boxIds, from: van, to }));
    expect(await orderOf(orderId)).toMatchObject({ state: 'delivered', unservedReason: null });
    expect(await shelf(city.near)).toEqual([17, 0]);

    const pickupCode = (await orderOf(orderId))?.pickupCode ?? '';
    const wrong = pickupCode === '000000' ? '000001' : '000000';
    await expect(
      acting(database, (tx) => collectOrder(tx, { ...{ dropPointId: city.dropPointId }, pickupCode: wrong })),
    ).rejects.toMatchObject({ code: 'pickupCodeWrong' });
    await acting(database, (tx) => collectOrder(tx, { dropPointId: city.dropPointId, pickupCode }));
    const [box] = await boxesOf(orderId);
    expect(box).toMatchObject({ custodianKind: 'household', custodianId: city.householdIds[0], state: 'delivered' });
    // packing, loading, delivery, collection
    expect(
      (
        await database.read((db) =>
          db
            .select()
            .from(custody)
            .where(eq(custody.boxId, box?.id ?? '')),
        )
      ).length,
    ).toBe(4);
  });

  it('lets go of a box only where it is, and only to its own household', async () => {
    const { orderId } = await place(0, 1);
    await pack();
    const boxIds = (await boxesOf(orderId)).map(({ id }) => id);
    await expect(acting(database, (tx) => handOver(tx, { boxIds, from: van, to: near() }))).rejects.toMatchObject({
      code: 'boxNotHere',
    });
    await load(boxIds);
    const stranger = { kind: 'household' as const, id: city.householdIds[1] ?? '' };
    await expect(acting(database, (tx) => deliverBoxes(tx, { boxIds, from: van, to: stranger }))).rejects.toMatchObject(
      { code: 'wrongHousehold' },
    );
  });

  it('gives units and quota back when it is cancelled before a box has left', async () => {
    const { orderId } = await place(0, 4);
    await pack();
    await acting(database, (tx) => cancelOrder(tx, { orderId }));
    expect((await orderOf(orderId))?.state).toBe('cancelled');
    expect(await shelf(city.near)).toEqual([20, 0]);
    expect((await database.read((db) => db.select().from(quotaUses)))[0]?.used).toBe(0);
    await expect(acting(database, (tx) => cancelOrder(tx, { orderId }))).rejects.toMatchObject({ code: 'alreadyDone' });
  });

  it('cannot be cancelled once a box has left', async () => {
    const { orderId } = await place(0, 1);
    await pack();
    await load((await boxesOf(orderId)).map(({ id }) => id));
    await expect(acting(database, (tx) => cancelOrder(tx, { orderId }))).rejects.toMatchObject({ code: 'wrongState' });
  });

  it('moves the units of a box that comes back to another warehouse, and books a lost one as loss', async () => {
    const { orderId } = await place(0, 3);
    await pack();
    const [one, two] = (await boxesOf(orderId)).map(({ id }) => id);
    await load([one ?? '', two ?? '']);
    await acting(database, (tx) => returnBoxes(tx, { boxIds: [one ?? ''], from: van, warehouseId: city.far }));
    // The first box held 2 of the 3 units.
    expect([await shelf(city.near), await shelf(city.far)]).toEqual([
      [18, 1],
      [2, 0],
    ]);
    await acting(database, (tx) => loseBoxes(tx, [two ?? '']));
    expect([await shelf(city.near), await shelf(city.far)]).toEqual([
      [17, 0],
      [2, 0],
    ]);
    expect(await orderOf(orderId)).toMatchObject({ state: 'unserved', unservedReason: 'boxesLost' });
  });
});

describe('the close of a day', () => {
  it('refuses while a box is on its way, and names it', async () => {
    const { orderId } = await place(0, 1);
    await pack();
    const boxIds = (await boxesOf(orderId)).map(({ id }) => id);
    await load(boxIds);
    await expect(close()).rejects.toMatchObject({
      code: 'dayNotClosable',
      details: { boxes: [{ boxId: boxIds[0], state: 'loaded' }] },
    });
  });

  it('ends what was not served with its reason and leaves nothing pending', async () => {
    const packed = await place(0, 1);
    await pack();
    const unpacked = await place(1, 1);
    expect(await close()).toEqual({ day: DAY, posted: 0, voided: 2, carried: 0, unserved: 2 });
    expect(await orderOf(packed.orderId)).toMatchObject({ state: 'unserved', unservedReason: 'dayClosed' });
    expect(await orderOf(unpacked.orderId)).toMatchObject({ state: 'unserved', unservedReason: 'notPacked' });
    expect(await shelf(city.near)).toEqual([20, 0]);
    await expect(close()).rejects.toMatchObject({ code: 'dayAlreadyClosed' });
  });

  it('carries orders to the next day on request, packed boxes and all', async () => {
    const { orderId } = await place(0, 3);
    await pack();
    expect(await close('carry')).toMatchObject({ carried: 1, unserved: 0 });
    expect(await orderOf(orderId)).toMatchObject({ state: 'placed', deliveryDay: '2026-04-02' });
    expect(await shelf(city.near)).toEqual([20, 3]);
    const open = (await database.read((db) => db.select().from(reservations))).filter(({ remaining }) => remaining > 0);
    expect(open).toMatchObject([{ deliveryDay: '2026-04-02', remaining: 3 }]);

    const boxIds = (await boxesOf(orderId)).map(({ id }) => id);
    await load(boxIds);
    await acting(database, (tx) =>
      deliverBoxes(tx, { boxIds, from: van, to: { kind: 'dropPoint', id: city.dropPointId } }),
    );
    expect(await shelf(city.near)).toEqual([17, 0]);
  });

  it('a day that has not come, or that lies before the city began, cannot be closed; one without orders can', async () => {
    // 20:00 of 30 March in UTC is 31 March in the city.
    const inForceFrom = new Date('2026-03-30T20:00:00Z');
    await database.transaction((tx) =>
      tx.insert(laws).values({ cityId: city.id, version: 1, inForceFrom, cause: 'founding' }),
    );
    for (const value of ['2026-04-02', '2027-04-01', '2026-03-30']) {
      const details = { field: 'day', value, accepted: 'a day from 2026-03-31 to 2026-04-01' };
      await expect(close('end', value)).rejects.toMatchObject({ code: 'dayNeverWas', details });
    }
    await expect(close('end', '2026-02-30')).rejects.toMatchObject({ code: 'invalidInput' });
    expect(await close('end', '2026-03-31')).toMatchObject({ posted: 0, unserved: 0 });
    expect(await close('end', DAY)).toMatchObject({ posted: 0, unserved: 0 });
  });

  it('sends later orders to the next day', async () => {
    await close();
    expect(await place(0, 1)).toMatchObject({ deliveryDay: '2026-04-02' });
  });
});
