import { eq, inArray } from 'drizzle-orm';
import { packOrders } from '../actions/orders/pack.ts';
import { placeOrder } from '../actions/orders/place.ts';
import { receiveStock } from '../actions/stock/receive.ts';
import type { Actor } from '../database/actor.ts';
import type { Database, Tx } from '../database/port.ts';
import type { LngLat } from '../rules/geo.ts';
import { type Id, newId } from '../rules/ids.ts';
import type { Place } from '../rules/place.ts';
import type { HealthColour, Profile, Role, TravellerClass } from '../rules/vocabulary.ts';
import { accounts } from '../schema/accounts.ts';
import { boxes } from '../schema/boxes.ts';
import { riders, shifts, vehicles } from '../schema/fleet.ts';
import { healthFacts } from '../schema/health-facts.ts';
import { people } from '../schema/people.ts';
import { streets } from '../schema/streets.ts';
import { laws } from '../schema/zones.ts';
import { clock } from './good-day-ground.ts';
import { acting, at, type SmallCity, smallCity } from './small-city.ts';

/** Somebody who can drive a route, and as whom he speaks to the counter. */
export interface TestTraveller {
  readonly vehicleId: Id | null;
  readonly riderId: Id | null;
  readonly travellerClass: TravellerClass;
  readonly profile: Profile;
  readonly home: Place;
  readonly actor: Actor;
}

export interface WorkingCity extends SmallCity {
  readonly van: TestTraveller;
  readonly robot: TestTraveller;
  readonly outsider: TestTraveller;
  /** Lives in house 2. */
  readonly carrier: TestTraveller;
  readonly commander: Actor;
  /** One packed box per household, at the near warehouse. */
  readonly boxIds: readonly Id[];
  readonly warehouse: Place;
  readonly dropPoint: Place;
  house(i: number): Place;
}

const CAPACITY = { capacityGrams: 500_000, capacityMillilitres: 2_000_000, capacityBoxes: 50 };

/** A small city with streets, stock, one packed box per household and one traveller of each class, healthy and on shift. */
export async function workingCity(database: Database, plan: { households?: number } = {}): Promise<WorkingCity> {
  const small = await smallCity(database, { households: plan.households ?? 4 });
  const warehouse: Place = { kind: 'warehouse', id: small.near, point: at(0, -5) };
  const house = (i: number): Place => ({ kind: 'building', id: small.buildingIds[i] ?? '', point: at(i) });
  const [vanId, robotId] = [newId(), newId()];
  const travellers = await database.transaction(async (tx) => {
    await tx.insert(laws).values({ cityId: small.id, version: 1, inForceFrom: clock('00:00'), cause: 'founding' });
    await insertStreets(tx, small.id);
    const vehicle = { cityId: small.id, profile: 'car' as const, homeWarehouseId: small.near, ...CAPACITY };
    await tx.insert(vehicles).values([
      { ...vehicle, id: vanId, code: 'M1', kind: 'mannedVan', travellerClass: 'mannedVehicle' },
      { ...vehicle, id: robotId, code: 'A1', kind: 'smallVan', travellerClass: 'autonomousVehicle' },
    ]);
    await tx.insert(shifts).values({ id: newId(), cityId: small.id, vehicleId: robotId, ...workday });
    const driver = { travellerClass: 'mannedVehicle', profile: 'car', vehicleId: vanId } as const;
    const outside = { travellerClass: 'outsideRider', profile: 'ebike', vehicleId: null } as const;
    const inside = { travellerClass: 'insideCarrier', profile: 'foot', vehicleId: null } as const;
    return {
      van: await insertRider(tx, small, { ...driver, home: warehouse }),
      outsider: await insertRider(tx, small, { ...outside, home: house(0) }),
      carrier: await insertRider(tx, small, { ...inside, home: house(2) }),
    };
  });
  const robot: TestTraveller = {
    ...{ vehicleId: robotId, riderId: null, travellerClass: 'autonomousVehicle', profile: 'car', home: warehouse },
    actor: actorOf(small, 'integration', small.accountIds[0] ?? ''),
  };
  return {
    ...small,
    ...travellers,
    robot,
    commander: actorOf(small, 'commander', small.accountIds[0] ?? ''),
    boxIds: await packedBoxes(database, small),
    warehouse,
    dropPoint: { kind: 'dropPoint', id: small.dropPointId, point: at(1, 1) },
    house,
  };
}

export function actorOf(city: Pick<SmallCity, 'id'>, role: Role, id: Id = newId(), path = 'cn.d1.s1'): Actor {
  return { kind: 'account', id, cityId: city.id, grants: [{ role, path }] };
}

/** What is recorded of a rider's code, from the instant at which it is recorded. */
export async function recordHealth(
  database: Database,
  fact: { city: SmallCity; riderId: Id | null; colour?: HealthColour; from?: Date; recordedAt: Date },
): Promise<void> {
  const { city, riderId, colour, from, recordedAt } = fact;
  const kind = colour ? ('code' as const) : ('test' as const);
  const row = { id: newId(), cityId: city.id, riderId: riderId ?? '', kind, colour: colour ?? null };
  await database.transaction((tx) =>
    tx.insert(healthFacts).values({ ...row, validFrom: from ?? recordedAt, validTo: null, recordedAt }),
  );
}

const workday = { fromAt: clock('00:00'), toAt: clock('14:00') };

async function insertRider(
  tx: Tx,
  city: SmallCity,
  rider: { travellerClass: TravellerClass; profile: Profile; vehicleId: Id | null; home: Place },
): Promise<TestTraveller> {
  const [riderId, personId, accountId] = [newId(), newId(), newId()];
  const { home, ...facts } = rider;
  await tx.insert(people).values({ id: personId, cityId: city.id, name: '骑手' });
  await tx.insert(accounts).values({ id: accountId, cityId: city.id, personId, phone: `+86${accountId.slice(-11)}` });
  const homeBuildingId = home.kind === 'building' ? home.id : null;
  await tx
    .insert(riders)
    .values({ id: riderId, cityId: city.id, personId, accountId, homeBuildingId, ...facts, ...CAPACITY });
  await tx.insert(shifts).values({ id: newId(), cityId: city.id, riderId, ...workday });
  const fact = { cityId: city.id, riderId, validFrom: clock('00:00'), recordedAt: clock('00:10') };
  await tx.insert(healthFacts).values([
    { ...fact, id: newId(), kind: 'code', colour: 'green' },
    { ...fact, id: newId(), kind: 'test' },
  ]);
  return { ...rider, riderId, actor: actorOf(city, 'rider', accountId) };
}

/** The long street past the houses, a ring that joins its ends, and the way down to the warehouse. */
async function insertStreets(tx: Tx, cityId: Id): Promise<void> {
  const ways: readonly (readonly [name: string, line: readonly LngLat[], nodes: number[]])[] = [
    ['长街', [at(-10), at(-3), at(0), at(5), at(10)], [1, 2, 3, 4, 5]],
    ['环路', [at(-10), at(-10, -10), at(10, -10), at(10)], [1, 6, 7, 5]],
    ['库路', [at(0), at(0, -5), at(0, -10)], [3, 8, 9]],
  ];
  await tx.insert(streets).values(
    ways.map(([nameZh, line, nodes], index) => ({
      ...{ cityId, wayId: index + 1, nameZh, nodes, line: [...line] },
      ...{ highway: 'residential', oneway: false, car: true, ebike: true, foot: true },
    })),
  );
}

async function packedBoxes(database: Database, city: SmallCity): Promise<Id[]> {
  const [skuId] = city.skuIds;
  const lines = [{ skuId: skuId ?? '', quantity: 100 }];
  await acting(database, (tx) => receiveStock(tx, { warehouseId: city.near, lines }), clock('01:00'));
  const orderIds: Id[] = [];
  for (const householdId of city.householdIds) {
    const order = { householdId, lines: [{ skuId: skuId ?? '', quantity: 2 }] };
    orderIds.push((await acting(database, (tx) => placeOrder(tx, order), clock('01:10'))).orderId);
  }
  await acting(database, (tx) => packOrders(tx, { warehouseId: city.near, limit: 100 }), clock('01:20'));
  const packed = await database.read((db) =>
    db.select({ id: boxes.id, orderId: boxes.orderId }).from(boxes).where(inArray(boxes.orderId, orderIds)),
  );
  return orderIds.flatMap((orderId) => packed.filter((box) => box.orderId === orderId).map((box) => box.id));
}

/** A box as its row is now. */
export async function boxNow(database: Database, boxId: Id | undefined) {
  const [box] = await database.read((db) =>
    db
      .select()
      .from(boxes)
      .where(eq(boxes.id, boxId ?? '')),
  );
  return box;
}
