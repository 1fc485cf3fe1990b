import type { DayZone } from '@baogong/drizzle/queries/figures/day-law';
import type { DayOrder } from '@baogong/drizzle/queries/figures/day-orders';
import { ground } from '@baogong/drizzle/testing/declare';
import { at } from '@baogong/drizzle/testing/small-city';
import { expect, it } from 'vitest';
import { later, NOW, warehouse } from '../planning/testing/small-world.ts';
import { streetSearch } from '../planning/testing/street-of-houses.ts';
import { deliverableOrders } from './deliverable.ts';

const order: DayOrder = {
  ...{ id: 'order', state: 'placed', communityId: 'community', warehouse: warehouse.point },
  ...{ building: at(3), dropPoint: at(1, 1), placedAt: NOW, deliveredAt: null, unservedReason: null },
};

/** House 3 is sealed in with its carrier. */
const sealed: DayZone = {
  ...{ id: 'zone', class: 'sealed', declared: [[ground(0.5, 3.5)]], lawVersionFrom: 2, lawVersionTo: null },
  ...{ validFrom: later(-60), validTo: null, gates: [], relays: [], carriers: 1, autonomous: 0 },
};

async function isDeliverable(facts: Partial<DayZone>): Promise<boolean> {
  const zones = [{ ...sealed, ...facts }];
  const found = await deliverableOrders(streetSearch(), { orders: [order], zones, dayEnds: later(480) });
  return found.has(order.id);
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
