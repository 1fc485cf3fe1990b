import { eq } from 'drizzle-orm';
import { deliverBoxes } from '../actions/boxes/deliver-boxes.ts';
import { handOver } from '../actions/boxes/hand-over.ts';
import { closeDay } from '../actions/ledger/close-day.ts';
import { collectOrder } from '../actions/orders/collect.ts';
import { packOrders } from '../actions/orders/pack.ts';
import { placeOrder } from '../actions/orders/place.ts';
import { receiveStock } from '../actions/stock/receive.ts';
import type { Database } from '../database/port.ts';
import { type Id, newId } from '../rules/ids.ts';
import { boxes } from '../schema/boxes.ts';
import { orders } from '../schema/orders.ts';
import { waves } from '../schema/waves.ts';
import { clock, type Ground, insertTravellers } from './good-day-ground.ts';
import { insertRoute } from './insert-route.ts';
import { acting, at, SMALL_CITY_DAY, type SmallCity, smallCity } from './small-city.ts';

export interface GoodDay extends Ground {
  /** Delivered at the drop point and collected; handed over at the gate and carried to the door. */
  readonly orderIds: readonly [self: Id, door: Id];
  readonly vanRouteId: Id;
  readonly carrierRouteId: Id;
}

/**
 * A day without fault: one order for the drop point, one for a house in a sealed zone. A manned van goes from the warehouse
 * to the drop point and the gate; an inside carrier takes the second box from there to the door; the day is closed.
 */
export async function goodDay(database: Database): Promise<GoodDay> {
  const city = await smallCity(database, { households: 3 });
  const [zoneId, gateId, vehicleId, driverId, carrierId] = [newId(), newId(), newId(), newId(), newId()];
  const base = { city, zoneId, gateId, vehicleId, driverId, carrierId };
  await insertTravellers(database, base);

  const skuId = city.skuIds[0] ?? '';
  await acting(
    database,
    (tx) => receiveStock(tx, { warehouseId: city.near, lines: [{ skuId, quantity: 20 }] }),
    clock('03:10'),
  );
  const self = await orderFrom(database, { city, household: 0, skuId });
  const door = await orderFrom(database, { city, household: 2, skuId });
  await acting(database, (tx) => packOrders(tx, { warehouseId: city.near, limit: 10 }), clock('03:40'));

  const routeIds = await drive(database, { ...base, self, door });
  await acting(database, (tx) => closeDay(tx, { cityId: city.id, day: SMALL_CITY_DAY }), clock('12:00'));
  return { ...base, ...routeIds, orderIds: [self, door] };
}

async function drive(
  database: Database,
  { city, zoneId, gateId, vehicleId, driverId, carrierId, self, door }: Ground & { self: Id; door: Id },
): Promise<{ vanRouteId: Id; carrierRouteId: Id }> {
  const [selfBox, doorBox] = [await boxOf(database, self), await boxOf(database, door)];
  const near = { kind: 'warehouse' as const, id: city.near };
  const van = { kind: 'vehicle' as const, id: vehicleId };
  const carrier = { kind: 'rider' as const, id: carrierId };
  const gate = { kind: 'gate' as const, id: gateId };
  const dropPoint = { kind: 'dropPoint' as const, id: city.dropPointId };
  const house = { kind: 'building' as const, id: city.buildingIds[2] ?? '' };
  const waveId = newId();
  await database.transaction((tx) =>
    tx.insert(waves).values({ id: waveId, cityId: city.id, cause: 'due', dueAt: clock('04:00') }),
  );

  const vanRoute = await insertRoute(database, {
    cityId: city.id,
    waveId,
    vehicleId,
    riderId: driverId,
    travellerClass: 'mannedVehicle',
    profile: 'car',
    plannedAt: clock('04:00'),
    source: near,
    legs: [
      {
        from: near,
        to: dropPoint,
        line: [at(0, -5), at(0, 1), at(1, 1)],
        departs: clock('04:10'),
        arrives: clock('04:20'),
        serves: { boxId: selfBox, mode: 'self' },
      },
      {
        from: dropPoint,
        to: gate,
        line: [at(1, 1), at(1, 0), at(1.5, 0)],
        departs: clock('04:22'),
        arrives: clock('04:25'),
        serves: { boxId: doorBox, mode: 'handOver', zoneId },
      },
      {
        from: gate,
        to: near,
        line: [at(1.5, 0), at(1, 0), at(0, -5)],
        departs: clock('04:27'),
        arrives: clock('04:40'),
      },
    ],
  });
  await acting(
    database,
    (tx) => handOver(tx, { boxIds: [selfBox, doorBox], from: near, to: van, takerRiderId: driverId }),
    clock('04:09'),
  );
  await acting(
    database,
    (tx) => deliverBoxes(tx, { boxIds: [selfBox], from: van, to: dropPoint, stopId: vanRoute.stopIds[0] }),
    clock('04:21'),
  );
  await acting(
    database,
    (tx) => handOver(tx, { boxIds: [doorBox], from: van, to: gate, stopId: vanRoute.stopIds[1] }),
    clock('04:26'),
  );

  const carrierRoute = await insertRoute(database, {
    cityId: city.id,
    waveId,
    vehicleId: null,
    riderId: carrierId,
    travellerClass: 'insideCarrier',
    profile: 'foot',
    plannedAt: clock('04:30'),
    source: gate,
    legs: [
      { from: house, to: gate, line: [at(2, 0), at(1.7, 0)], departs: clock('04:31'), arrives: clock('04:33') },
      {
        from: gate,
        to: house,
        line: [at(1.7, 0), at(2, 0)],
        departs: clock('04:34'),
        arrives: clock('04:36'),
        serves: { boxId: doorBox, mode: 'door', zoneId },
      },
    ],
  });
  await acting(
    database,
    (tx) => handOver(tx, { boxIds: [doorBox], from: gate, to: carrier, takerRiderId: carrierId }),
    clock('04:33'),
  );
  const household = { kind: 'household' as const, id: city.householdIds[2] ?? '' };
  await acting(
    database,
    (tx) => deliverBoxes(tx, { boxIds: [doorBox], from: carrier, to: household, stopId: carrierRoute.stopIds[0] }),
    clock('04:37'),
  );

  const [order] = await database.read((db) =>
    db.select({ code: orders.pickupCode }).from(orders).where(eq(orders.id, self)),
  );
  await acting(
    database,
    (tx) => collectOrder(tx, { dropPointId: city.dropPointId, pickupCode: order?.code ?? '' }),
    clock('06:00'),
  );
  return { vanRouteId: vanRoute.routeId, carrierRouteId: carrierRoute.routeId };
}

async function orderFrom(database: Database, asked: { city: SmallCity; household: number; skuId: Id }): Promise<Id> {
  const { city, household, skuId } = asked;
  const input = { householdId: city.householdIds[household] ?? '', lines: [{ skuId, quantity: 2 }] };
  return (await acting(database, (tx) => placeOrder(tx, input), clock('03:30'))).orderId;
}

async function boxOf(database: Database, orderId: Id): Promise<Id> {
  const [box] = await database.read((db) => db.select({ id: boxes.id }).from(boxes).where(eq(boxes.orderId, orderId)));
  return box?.id ?? '';
}
