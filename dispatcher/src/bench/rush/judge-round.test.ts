import { describe, expect, it } from 'vitest';
import { judgeRound, type Sent } from './judge-round.ts';
import type { SoldOrder } from './last-units-rows.ts';
import type { Reply } from './send-order.ts';

const rice = [{ skuId: 'rice', quantity: 1 }];
const oil = [{ skuId: 'oil', quantity: 1 }];
const shelf = new Map([['near', new Map([['rice', 1]])]]);
const placed = (id: string): Partial<Reply> => ({ status: 201, text: JSON.stringify({ id }) });
const soldOut: Partial<Reply> = { status: 409, text: '', code: 'outOfStock' };
const keyTaken: Partial<Reply> = { status: 422, text: '', code: 'idempotencyKeyReused' };
const from = (who: string, reply: Partial<Reply> | undefined, lines = rice): Sent => ({
  buyer: { accountId: who, token: '' },
  lines,
  reply: reply && { status: 0, text: '', code: undefined, sentMs: 0, answeredMs: 1, tries: 1, shown: [], ...reply },
});
const row: SoldOrder = { id: 'one', placedBy: 'ann', warehouseId: 'near', lines: rice };

describe('a round of the last units', () => {
  it('is as promised when one has it, twice the same words, and the others are told that it is sold out', () => {
    const sent = [from('ann', placed('one')), from('ann', placed('one')), from('bob', soldOut)];
    expect(judgeRound({ shelf, sent, sold: [row] })).toEqual([]);
  });

  it('is as promised when a key that was used for another order is refused', () => {
    const sent = [from('ann', placed('one')), from('ann', keyTaken, oil)];
    expect(judgeRound({ shelf, sent, sold: [row] })).toEqual([]);
  });

  it.each<[string, Sent[], SoldOrder[], string]>([
    ['an answer that is not in the rows', [from('ann', placed('one'))], [], 'is not there'],
    ['rows that nobody was told of', [from('ann', soldOut)], [row], 'answered to nobody'],
    ['an order of other goods than asked', [from('ann', placed('one'), oil)], [row], 'not what was asked for'],
    ['two orders of one key', [from('ann', placed('one')), from('ann', placed('two'))], [row], 'two orders'],
    ['two outcomes of one request', [from('ann', placed('one')), from('ann', soldOut)], [row], 'two outcomes'],
    ['a key that is taken by nothing', [from('ann', keyTaken), from('ann', soldOut, oil)], [], 'taken by no order'],
    ['a fault', [from('ann', { status: 500, code: 'internal' })], [], 'shown 500 internal'],
    ['a fault on the way', [from('ann', { ...placed('one'), shown: ['500 internal'] })], [row], 'shown 500 internal'],
    ['silence', [from('ann', undefined)], [], 'never answered'],
    ['a refusal while units are free', [from('ann', soldOut)], [], 'had all of it'],
  ])('finds %s', (_fault, sent, sold, words) => {
    expect(judgeRound({ shelf, sent, sold }).join('\n')).toContain(words);
  });
});
