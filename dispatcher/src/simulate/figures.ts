import type { DayOrder } from '@baogong/drizzle/queries/figures/day-orders';
import type { DayTravel } from '@baogong/drizzle/queries/figures/day-travel';
import type { Id } from '@baogong/drizzle/rules/ids';

/** The figures of a simulated day; what each means is written in docs/domain.md. */
export interface DayFigures {
  readonly asked: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly deliverable: number;
  readonly served: number;
  readonly unserved: Readonly<Record<string, number>>;
  readonly orderToDoorMinutes: { readonly p50: number; readonly p95: number };
  readonly within5h: number;
  readonly trips: number;
  readonly kilometres: number;
  readonly loadFactor: number;
  readonly planSeconds: { readonly p50: number; readonly p95: number; readonly max: number };
  readonly longestUnservedHours: number;
  readonly spread: number;
  readonly boxesHandedTwice: number;
  readonly caughtInside: number;
}

const PROMISED_HOURS = 5;

/** Puts a day into figures: what was sent, what could be delivered, what was, and how the fleet did it. */
export function dayFigures(day: {
  readonly asked: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly orders: readonly DayOrder[];
  readonly deliverable: ReadonlySet<Id>;
  readonly travel: DayTravel;
  readonly closedAt: Date;
}): DayFigures {
  const { orders, deliverable, travel, closedAt } = day;
  const served = orders.filter((order) => deliverable.has(order.id) && order.state === 'delivered');
  const minutes = served.flatMap((order) =>
    order.deliveredAt ? [minutesBetween(order.placedAt, order.deliveredAt)] : [],
  );
  const inTime = served.filter(
    (order) => order.deliveredAt && minutesBetween(order.placedAt, order.deliveredAt) <= PROMISED_HOURS * 60,
  );
  const left = orders.filter((order) => deliverable.has(order.id) && order.state !== 'delivered');
  const planS = travel.planMs.map((ms) => ms / 1000);
  return {
    asked: day.asked,
    refused: day.refused,
    deliverable: deliverable.size,
    served: served.length,
    unserved: countBy(
      orders.filter((order) => order.state !== 'delivered').map((order) => order.unservedReason ?? order.state),
    ),
    orderToDoorMinutes: { p50: quantile(minutes, 0.5), p95: quantile(minutes, 0.95) },
    within5h: share(inTime.length, deliverable.size),
    trips: travel.trips,
    kilometres: Math.round(travel.kilometres * 10) / 10,
    loadFactor: rounded(travel.loadFactor),
    planSeconds: { p50: quantile(planS, 0.5), p95: quantile(planS, 0.95), max: quantile(planS, 1) },
    longestUnservedHours: Math.max(0, ...left.map((order) => rounded(minutesBetween(order.placedAt, closedAt) / 60))),
    spread: spreadOf(orders),
    boxesHandedTwice: travel.boxesHandedTwice,
    caughtInside: travel.caughtInside,
  };
}

/** The best community's share of served orders less the worst's. */
function spreadOf(orders: readonly DayOrder[]): number {
  const communities = [...new Set(orders.map((order) => order.communityId))];
  const shares = communities.map((communityId) => {
    const own = orders.filter((order) => order.communityId === communityId);
    return share(own.filter((order) => order.state === 'delivered').length, own.length);
  });
  return shares.length === 0 ? 0 : rounded(Math.max(...shares) - Math.min(...shares));
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** The smallest value that at least this share of the values does not exceed; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const index = Math.max(0, Math.ceil(share * sorted.length) - 1);
  return rounded(sorted[index] ?? 0);
}

function minutesBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 60_000;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : rounded(part / whole);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
