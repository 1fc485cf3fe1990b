import type { Verdict } from './refusal.ts';
import { stepVerdict, type Transitions } from './state-machine.ts';
import type { UnservedReason } from './unserved-reason.ts';
import { accepted, refused } from './verdict.ts';
import type { BoxState, OrderState } from './vocabulary.ts';

/** A plan may be taken back (`planned → placed`), and boxes may move to an earlier rank when a second traveller loads them. */
export const orderTransitions: Transitions<OrderState> = {
  placed: ['planned', 'loaded', 'cancelled', 'unserved'],
  planned: ['placed', 'loaded', 'cancelled', 'unserved'],
  loaded: ['placed', 'planned', 'handedOver', 'delivered', 'partlyDelivered', 'unserved'],
  handedOver: ['loaded', 'delivered', 'partlyDelivered', 'unserved'],
  delivered: [],
  cancelled: [],
  unserved: [],
  partlyDelivered: [],
};

export interface OrderFacts {
  readonly cancelled: boolean;
  readonly unservedReason: UnservedReason | null;
  /** Some stop of a plan in force serves it. */
  readonly planned: boolean;
  readonly boxes: readonly BoxState[];
}

const rankOf: Readonly<Partial<Record<BoxState, number>>> = {
  packed: 0,
  loaded: 1,
  held: 1,
  handedOver: 2,
  delivered: 3,
};

/** An order is where its least advanced box is; packing precedes planning, so a packed box says nothing of the plan. */
export function orderStateOf({ cancelled, unservedReason, planned, boxes }: OrderFacts): OrderState {
  if (cancelled) return 'cancelled';

  const ranks = boxes.flatMap((box) => rankOf[box] ?? []);
  const least = Math.min(...ranks);
  if (boxes.length > 0 && (ranks.length === 0 || least === 3)) return endOf(boxes);
  if (unservedReason) return 'unserved';
  if (least === 1) return 'loaded';
  if (least === 2) return 'handedOver';
  return planned ? 'planned' : 'placed';
}

/** All boxes have ended: delivered, returned or lost. */
function endOf(boxes: readonly BoxState[]): OrderState {
  const delivered = boxes.filter((box) => box === 'delivered').length;
  if (delivered === boxes.length) return 'delivered';
  return delivered > 0 ? 'partlyDelivered' : 'unserved';
}

/** Why an order whose boxes all ended undelivered was not served. */
export function unservedReasonOf(boxes: readonly BoxState[]): UnservedReason {
  return boxes.includes('lost') ? 'boxesLost' : 'boxesReturned';
}

export function orderVerdict(from: OrderState, to: OrderState): Verdict<OrderState> {
  return stepVerdict({ noun: 'order', transitions: orderTransitions, from, to });
}

/** An order can be taken back only while none of its boxes has left the warehouse. */
export function cancelVerdict(facts: OrderFacts): Verdict<'cancelled'> {
  const is = orderStateOf(facts);
  const left = facts.boxes.filter((box) => box !== 'packed').length;
  if (is === 'cancelled') return refused('alreadyDone', { noun: 'order', is });
  if (left > 0 || (is !== 'placed' && is !== 'planned')) {
    return refused('wrongState', { noun: 'order', is, wanted: 'cancelled', allowed: ['placed', 'planned'] });
  }
  return accepted('cancelled');
}
