import type { DayOrder } from '@baogong/drizzle/queries/figures/day-orders';
import { at } from '@baogong/drizzle/testing/small-city';
import { expect, it } from 'vitest';
import { later, NOW } from '../planning/testing/small-world.ts';
import { dayFigures } from './figures.ts';

const order = (id: string, deliveredAfterMin: number | null): DayOrder => ({
  ...{
    id,
    state: deliveredAfterMin === null ? 'unserved' : 'delivered',
    communityId: 'community',
    warehouses: [at(0)],
  },
  ...{ building: at(3), dropPoint: at(1, 1), placedAt: NOW, unservedReason: null },
  deliveredAt: deliveredAfterMin === null ? null : later(deliveredAfterMin),
});

it('served counts deliverable orders alone, so that it never exceeds them', () => {
  const travel = { trips: 0, kilometres: 0, loadFactor: 0, planMs: [], boxesHandedTwice: 0, caughtInside: 0 };
  const orders = [order('soon', 60), order('late', 400), order('beyond', 60), order('left', null)];
  const deliverable = new Set(['soon', 'late', 'left']);
  const figures = dayFigures({ asked: 4, refused: {}, orders, deliverable, travel, closedAt: later(600) });
  expect(figures).toMatchObject({ deliverable: 3, served: 2, within5h: 0.333, orderToDoorMinutes: { p50: 60 } });
});
