import { describe, expect, it } from 'vitest';
import type { Order } from '../../../shared/api/types.ts';
import { canCancel, timeline } from './timeline.ts';

const placed: Order = {
  id: '1',
  state: 'placed',
  placedAt: '2022-04-01T01:00:00.000Z',
  promisedAt: '2022-04-01T06:00:00.000Z',
  deliveryDay: '2022-04-01',
  totalFen: 100,
  lines: [],
  pickupCode: '123456',
  serviceMode: 'self',
  boxes: [],
};
const box = { id: 'b', seq: 1, state: 'packed' as const, collected: false };
const shown = (order: Order) => timeline(order).map(({ name, is }) => `${name} ${is}`);

describe('the timeline of an order', () => {
  it('says what happened and what comes next', () => {
    expect(shown(placed)).toEqual([
      'placed done',
      'packed now',
      'planned ahead',
      'loaded ahead',
      'delivered ahead',
      'collected ahead',
    ]);
    expect(shown({ ...placed, state: 'loaded', boxes: [box] }).slice(3, 5)).toEqual(['loaded done', 'delivered now']);
  });

  it('names the gate on the way to a door, where nobody collects', () => {
    expect(shown({ ...placed, serviceMode: 'door', state: 'handedOver', boxes: [box] }).slice(-2)).toEqual([
      'handedOver done',
      'delivered now',
    ]);
  });

  it('has a collection wherever the household goes to its boxes, also at a gate', () => {
    for (const serviceMode of ['self', 'staggered', 'gate'] as const) {
      expect(shown({ ...placed, serviceMode, state: 'delivered', boxes: [box] }).slice(-2)).toEqual([
        'delivered done',
        'collected now',
      ]);
    }
  });

  it('ends with the collection', () => {
    const order = { ...placed, state: 'delivered' as const, boxes: [{ ...box, collected: true }] };
    expect(timeline(order).every(({ is }) => is === 'done')).toBe(true);
  });

  it('is not drawn for an order that ended otherwise', () => {
    expect(timeline({ ...placed, state: 'cancelled' })).toEqual([]);
  });
});

describe('cancelling', () => {
  it('is offered until a box leaves the warehouse', () => {
    expect(canCancel(placed)).toBe(true);
    expect(canCancel({ state: 'planned', boxes: [box] })).toBe(true);
    expect(canCancel({ state: 'loaded', boxes: [{ ...box, state: 'loaded' }] })).toBe(false);
    expect(canCancel({ state: 'placed', boxes: [{ ...box, state: 'held' }] })).toBe(false);
  });
});
