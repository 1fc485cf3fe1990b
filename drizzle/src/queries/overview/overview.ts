import { and, count, eq, gt } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { boxes } from '../../schema/boxes.ts';
import { deadLetters } from '../../schema/dead-letters.ts';
import { orders } from '../../schema/orders.ts';
import { lawVersionOf } from '../law/law-version.ts';
import { liveRouters } from '../routers/live-routers.ts';
import { recentWaves } from '../waves/recent-waves.ts';
import { type LettersAsked, lettersFor } from './dead-letters.ts';

const LETTERS_SHOWN_MS = 7 * 24 * 3_600_000;

/** How a city stands: orders and boxes by state, the last wave and what it left out. */
export async function overview(db: Reader, { cityId, wholeSystem, now }: LettersAsked & { readonly now: Date }) {
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
    lawVersion: await lawVersionOf(db, cityId),
    routers: (await liveRouters(db, cityId)).map(({ travellerClass, profile, lawVersion }) => ({
      ...{ travellerClass, profile, lawVersion },
    })),
    deadLetters: await db.$count(
      deadLetters,
      and(lettersFor({ cityId, wholeSystem }), gt(deadLetters.at, new Date(now.getTime() - LETTERS_SHOWN_MS))),
    ),
  };
}

function byState(counted: readonly { readonly state: string; readonly count: number }[]): Record<string, number> {
  return Object.fromEntries(counted.map(({ state, count }) => [state, count]));
}
