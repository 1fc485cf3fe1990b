import type { Id } from './ids.ts';
import type { BoxState, OrderState } from './vocabulary.ts';

/** The next tick of the waves strictly after `now`, counted from a first one, so that late sweeps do not shift the rest. */
export function nextWaveAt(now: Date, firstAt: Date, intervalMinutes: number): Date {
  const intervalMs = intervalMinutes * 60_000;
  const ticks = Math.floor((now.getTime() - firstAt.getTime()) / intervalMs) + 1;
  return new Date(firstAt.getTime() + Math.max(0, ticks) * intervalMs);
}

export interface WaveOrder {
  readonly id: Id;
  readonly state: OrderState;
  readonly placedAt: Date;
  readonly promisedAt: Date;
  readonly deliveryDay: string;
  readonly boxes: readonly BoxState[];
}

/** The orders that a wave plans: of this day or an earlier one, packed, not under way yet. Most urgent promise first. */
export function dueForWave<O extends WaveOrder>(orders: readonly O[], today: string): O[] {
  return orders
    .filter(({ state, deliveryDay, boxes }) => state === 'placed' && deliveryDay <= today && isPacked(boxes))
    .sort((one, other) => urgency(one, other));
}

function isPacked(boxes: readonly BoxState[]): boolean {
  return boxes.length > 0 && boxes.every((box) => box === 'packed');
}

function urgency(one: WaveOrder, other: WaveOrder): number {
  const byPromise = one.promisedAt.getTime() - other.promisedAt.getTime();
  const byPlacing = one.placedAt.getTime() - other.placedAt.getTime();
  return byPromise || byPlacing || (one.id < other.id ? -1 : 1);
}

/** When a household was promised its boxes: some hours after its order was confirmed, or after its round's warehouse opens. */
export function promisedAt(clockStartsAt: Date, deliveryHoursPromised: number): Date {
  return new Date(clockStartsAt.getTime() + deliveryHoursPromised * 3_600_000);
}
