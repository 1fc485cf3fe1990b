import type { SoldOrder } from './last-units-rows.ts';
import { impossibleOutcomes, type Shelf } from './one-at-a-time.ts';
import { type OrderLine, orderIdOf, type Reply } from './send-order.ts';
import type { Buyer } from './shoppers.ts';

/** One request of a buyer and its final answer. Requests of one buyer in one round have one key. */
export interface Sent {
  readonly buyer: Buyer;
  readonly lines: readonly OrderLine[];
  readonly reply: Reply | undefined;
}

export interface JudgedRound {
  /** What was free before. */
  readonly shelf: Shelf;
  readonly sent: readonly Sent[];
  /** What the rows say afterwards. */
  readonly sold: readonly SoldOrder[];
}

/** Answers and rows held against each other, and against what one counter, one buyer at a time, could have done. */
export function judgeRound({ shelf, sent, sold }: JudgedRound): string[] {
  const byBuyer = new Map<string, Sent[]>();
  for (const each of sent) {
    const { accountId } = each.buyer;
    byBuyer.set(accountId, [...(byBuyer.get(accountId) ?? []), each]);
  }
  return [
    ...sent.flatMap(wrongAnswer),
    ...[...byBuyer.values()].flatMap(wrongForOneKey),
    ...unlikeRows(sent, sold),
    ...impossibleOutcomes({
      shelf,
      sales: sold.map((order) => ({ ...order, orderId: order.id, sentMs: sentMsOf(order, sent) })),
      soldOut: sent.flatMap(({ lines, reply }) =>
        reply?.code === 'outOfStock' ? [{ lines, answeredMs: reply.answeredMs }] : [],
      ),
    }),
  ];
}

/** The request that can have placed an order: the earliest of its buyer's that asked for just that. */
function sentMsOf(order: SoldOrder, sent: readonly Sent[]): number {
  const asked = sent.filter(({ buyer, lines }) => buyer.accountId === order.placedBy && isSame(lines, order.lines));
  return Math.min(...asked.map(({ reply }) => reply?.sentMs ?? 0));
}

/** Clients are shown that it is theirs, that it is sold out, or that their key is taken; nothing of how it came to that. */
function wrongAnswer({ reply }: Sent): string[] {
  if (!reply) return ['an order was never answered'];
  const shown = reply.shown.map((each) => `a client was shown ${each}`);
  const isKnown = reply.status === 201 || reply.code === 'outOfStock' || reply.code === 'idempotencyKeyReused';
  return isKnown ? shown : [...shown, `a client was shown ${reply.status} ${reply.code ?? reply.text.slice(0, 80)}`];
}

/** One key, one order: whoever asks for it again gets the same words, whoever asks for another one is told that it is taken. */
function wrongForOneKey(sent: readonly Sent[]): string[] {
  const placed = sent.filter(({ reply }) => reply?.status === 201);
  const taken = sent.filter(({ reply }) => reply?.code === 'idempotencyKeyReused');
  const misses: string[] = [];
  const [first, second] = sent;
  if (first && second && first.lines === second.lines) {
    if (first.reply?.status !== second.reply?.status) misses.push('the same order sent twice has two outcomes');
    if (taken.length > 0) misses.push('the same order sent twice was taken for another');
  }
  if (new Set(placed.map(({ reply }) => reply?.text)).size > 1) misses.push('one key has two orders');
  if (taken.length > 0 && placed.length === 0) misses.push('a key is taken by no order');
  return misses;
}

/** The rows hold just the orders that were answered, as they were asked for. */
function unlikeRows(sent: readonly Sent[], sold: readonly SoldOrder[]): string[] {
  const answered = new Map(
    sent.flatMap(({ reply, lines }) => (reply?.status === 201 ? [[orderIdOf(reply), lines]] : [])),
  );
  const inRows = new Set(sold.map(({ id }) => id));
  return [
    ...[...answered.keys()]
      .filter((id) => !inRows.has(id ?? ''))
      .map((id) => `order ${id} was answered and is not there`),
    ...sold.filter(({ id }) => !answered.has(id)).map(({ id }) => `order ${id} is there and was answered to nobody`),
    ...sold
      .filter(({ id, lines }) => !isSame(answered.get(id) ?? lines, lines))
      .map(({ id }) => `order ${id} is not what was asked for`),
  ];
}

function isSame(one: readonly OrderLine[], other: readonly OrderLine[]): boolean {
  const textOf = (lines: readonly OrderLine[]) =>
    lines
      .map(({ skuId, quantity }) => `${skuId} ${quantity}`)
      .sort()
      .join();
  return textOf(one) === textOf(other);
}
