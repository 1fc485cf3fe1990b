import { newId } from '@baogong/drizzle/rules/ids';
import { type Answer, buy, orderIdOf, refusalCodeOf } from './buy.ts';

export interface RushRound {
  readonly address: string;
  readonly tokens: readonly string[];
  readonly skuId: string;
  /** As many are left. */
  readonly units: number;
}

export interface RoundResult {
  readonly sold: number;
  readonly refused: number;
  readonly seconds: number;
  /** What was not as promised; empty when the round is exact. */
  readonly misses: readonly string[];
}

/** Everybody asks at once for one unit of the same item, and sends it twice under one key, as an impatient thumb does. */
export async function rushRound({ address, tokens, skuId, units }: RushRound): Promise<RoundResult> {
  const startedMs = performance.now();
  const asked = await Promise.all(
    tokens.map((token) => {
      const purchase = { address, token, skuId, key: newId() };
      return Promise.all([buy(purchase), buy(purchase)]);
    }),
  );
  const seconds = Math.round(performance.now() - startedMs) / 1000;

  const misses = asked.flatMap((pair) => unlike(pair));
  const answers = asked.flatMap(([first]) => first ?? []);
  const orderIds = new Set(answers.flatMap((answer) => orderIdOf(answer) ?? []));
  const refused = answers.filter((answer) => refusalCodeOf(answer) === 'outOfStock').length;
  if (orderIds.size !== units) misses.push(`${orderIds.size} orders for ${units} units`);
  if (refused !== tokens.length - units) misses.push(`${refused} of ${tokens.length - units} were told it is sold out`);
  return { sold: orderIds.size, refused, seconds, misses };
}

/** Both answers to one key say the same. */
function unlike([first, second]: readonly (Answer | undefined)[]): string[] {
  if (!first || !second) return ['no answer'];
  if (first.status !== second.status) return [`${first.status} and ${second.status} under one key`];
  if (first.status !== 201) return refusalCodeOf(first) === refusalCodeOf(second) ? [] : ['two refusals under one key'];
  return first.text === second.text ? [] : ['two orders under one key'];
}
