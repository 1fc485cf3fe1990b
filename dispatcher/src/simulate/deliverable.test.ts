import type { DayZone } from '@baogong/drizzle/queries/figures/day-law';
import type { DayOrder } from '@baogong/drizzle/queries/figures/day-orders';
import { ground } from '@baogong/drizzle/testing/declare';
import { at } from '@baogong/drizzle/testing/small-city';
import { expect, it } from 'vitest';
import { later, NOW, warehouse } from '../planning/testing/small-world.ts';
import { streetSearch } from '../planning/testing/street-of-houses.ts';
import { deliverableOrders } from './deliverable.ts';

const order: DayOrder = {
  ...{ id: 'order', state: 'placed', communityId: 'community', warehouses: [warehouse.point] },
  ...{ building: at(3), dropPoint: at(1, 1), placedAt: NOW, deliveredAt: null, unservedReason: null },
};

/** House 3 is sealed in with its carrier. */
const sealed: DayZone = {
  ...{ id: 'zone', class: 'sealed', declared: [[ground(0.5, 3.5)]], lawVersionFrom: 2, lawVersionTo: null },
  ...{ validFrom: later(-60), validTo: null, gates: [], relays: [], carriers: 1, autonomous: 0 },
};

async function isDeliverable(facts: Partial<DayZone>, changed: Partial<DayOrder> = {}): Promise<boolean> {
  return isDeliverableUnder([{ ...sealed, ...facts }], changed);
}

async function isDeliverableUnder(zones: readonly DayZone[], changed: Partial<DayOrder> = {}): Promise<boolean> {
  const orders = [{ ...order, ...changed }];
  return (await deliverableOrders(streetSearch(), { orders, zones, dayEnds: later(480) })).has(order.id);
}

it('a sealed home is deliverable through a gate, or through a relay while an autonomous vehicle works', async () => {
  expect(await isDeliverable({})).toBe(false);
  expect(await isDeliverable({ gates: [{ point: at(0.3), innerPoint: at(0.7) }] })).toBe(true);
  expect(await isDeliverable({ relays: [at(2)] })).toBe(false);
  expect(await isDeliverable({ relays: [at(2)], autonomous: 1 })).toBe(true);
});

it('without a carrier who lives in the zone nobody comes to its doors', async () => {
  expect(await isDeliverable({ relays: [at(2)], autonomous: 1, carriers: 0 })).toBe(false);
});

const gated = { gates: [{ point: at(0.3), innerPoint: at(0.7) }] };

it('what its household took back is not deliverable', async () => {
  expect(await isDeliverable(gated)).toBe(true);
  expect(await isDeliverable(gated, { state: 'cancelled' })).toBe(false);
});

it('the innermost zone around a home decides, not the oldest one', async () => {
  const around: DayZone = { ...sealed, id: 'outer', class: 'restricted', validFrom: later(-90), ...gated };
  expect(await isDeliverableUnder([around])).toBe(true);
  // Sealed within it, without a gate of its own, nobody comes to the door.
  const within: DayZone = { ...sealed, declared: [[ground(2.5, 3.5)]] };
  expect(await isDeliverableUnder([around, within])).toBe(false);
});

it('any warehouse that holds the goods will do', async () => {
  // No street leads to the first.
  const shut = at(3, 0.2);
  expect(await isDeliverable(gated, { warehouses: [shut] })).toBe(false);
  expect(await isDeliverable(gated, { warehouses: [shut, warehouse.point] })).toBe(true);
});
