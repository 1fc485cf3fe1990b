import { count, eq } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { boxes } from '../../schema/boxes.ts';
import { orders } from '../../schema/orders.ts';
import { recentWaves } from '../waves/recent-waves.ts';

/** How a city stands: orders and boxes by state, the last wave and what it left out. */
export async function overview(db: Reader, { cityId }: { cityId: Id }) {
  const orderCounts = await db
    .select({ state: orders.state, count: count() })
    .from(orders)
    .where(eq(orders.cityId, cityId))
    .groupBy(orders.state);
  const boxCounts = await db
    .select({ state: boxes.state, count: count() })
    .from(boxes)
    .where(eq(boxes.cityId, cityId))
    .groupBy(boxes.state);
  const [lastWave] = await recentWaves(db, { cityId, limit: 1 });
  return {
    orders: byState(orderCounts),
    boxes: byState(boxCounts),
    unplanned: lastWave?.reasons ?? {},
    lastWave: lastWave ?? null,
  };
}

function byState(counted: readonly { readonly state: string; readonly count: number }[]): Record<string, number> {
  return Object.fromEntries(counted.map(({ state, count }) => [state, count]));
}
