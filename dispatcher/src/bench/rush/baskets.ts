import { type Random, seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import type { OrderLine } from './send-order.ts';

/** What one buyer sends at once under one key. */
export interface Basket {
  readonly lines: readonly OrderLine[];
  /** The same once more, as an impatient thumb does; another order under the same key, as a broken client does; or nothing. */
  readonly also: readonly OrderLine[] | undefined;
}

const LINES_MIN = 2;
const UNITS_PER_LINE = 2;
/** Of so many buyers one sends the same twice, and one reuses his key. */
const ONE_TWICE_IN = 4;
const ONE_REUSES_IN = 10;

/** Baskets of several hot items each, their lines in any order. */
export function drawBaskets(asked: {
  readonly seed: number;
  readonly round: number;
  readonly buyers: number;
  readonly skuIds: readonly string[];
}): Basket[] {
  const random = seededRandom(seedFrom('baskets', asked.seed, asked.round));
  return Array.from({ length: asked.buyers }, () => {
    const lines = drawLines(random, asked.skuIds);
    if (random.int(ONE_TWICE_IN) === 0) return { lines, also: lines };
    return { lines, also: random.int(ONE_REUSES_IN) === 0 ? drawLines(random, asked.skuIds) : undefined };
  });
}

function drawLines(random: Random, skuIds: readonly string[]): OrderLine[] {
  const count = LINES_MIN + random.int(skuIds.length - LINES_MIN + 1);
  const lines = random.shuffle(skuIds).slice(0, count);
  return lines.map((skuId) => ({ skuId, quantity: 1 + random.int(UNITS_PER_LINE) }));
}
