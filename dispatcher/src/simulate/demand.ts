import { type Random, seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import type { Town } from './town.ts';

/** One household's order of the day. */
export interface PlannedOrder {
  readonly accountId: string;
  readonly householdId: string;
  /** Minutes after the counter opens. */
  readonly minute: number;
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[];
}

const LINES_MIN = 3;
const LINES_SPREAD = 5;
/** The first hour is the busiest: a share of all orders comes then, the rest evenly. */
const RUSH_SHARE = 0.4;
const RUSH_MINUTES = 60;
const MORNING_MINUTES = 290;

/** Who orders what and when in one morning: a function of city, scenario and seed, over all communities. */
export function demandOf(town: Town, { households, seed }: { households: number; seed: number }): PlannedOrder[] {
  const random = seededRandom(seedFrom('demand', town.city.slug, seed));
  const popularity = town.skus.map((sku, index) => ({ sku, weight: 1 / (1 + index * 0.08) }));
  return chosen(town, households, random).map(({ id, accountId }) => ({
    householdId: id,
    accountId,
    minute: random.next() < RUSH_SHARE ? random.int(RUSH_MINUTES) : random.int(MORNING_MINUTES),
    lines: basket(popularity, random),
  }));
}

/** Equal shares of every community, as far as its households go. */
function chosen(town: Town, count: number, random: Random): { id: string; accountId: string }[] {
  const byCommunity = new Map<string, { id: string; accountId: string }[]>();
  for (const { id, accountId, communityId } of town.households) {
    if (accountId) byCommunity.set(communityId, [...(byCommunity.get(communityId) ?? []), { id, accountId }]);
  }
  const queues = [...byCommunity.values()].map((list) => random.shuffle(list));
  const found: { id: string; accountId: string }[] = [];
  for (let round = 0; found.length < count && queues.some((queue) => queue.length > round); round++) {
    for (const queue of queues) found.push(...queue.slice(round, round + 1));
  }
  return found.slice(0, count);
}

function basket(
  popularity: readonly { readonly sku: Town['skus'][number]; readonly weight: number }[],
  random: Random,
): PlannedOrder['lines'] {
  const left = [...popularity];
  const lines: { skuId: string; quantity: number }[] = [];
  const wanted = LINES_MIN + random.int(LINES_SPREAD);
  while (lines.length < wanted && left.length > 0) {
    let at = random.next() * left.reduce((sum, each) => sum + each.weight, 0);
    const index = left.findIndex((each) => {
      at -= each.weight;
      return at < 0;
    });
    const [taken] = left.splice(Math.max(0, index), 1);
    if (taken) lines.push({ skuId: taken.sku.id, quantity: 1 + random.int(Math.min(2, taken.sku.quotaPerWeek)) });
  }
  return lines;
}
