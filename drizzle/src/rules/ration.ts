import { type CivilDay, civilDayOf, daysAfter, startOfDay, weekdayOf } from './civil-day.ts';
import type { Policy } from './policy.ts';
import type { Verdict } from './refusal.ts';
import { accepted, refused } from './verdict.ts';

export type RationPeriod = Policy['quota']['period'];

/** The span over which a household's units of an item are counted. `key` is its first day. */
export interface RationSpan {
  readonly key: CivilDay;
  readonly from: Date;
  readonly to: Date;
}

/** The period that holds an instant, in the city's own days; weeks begin on Monday. */
export function rationSpanOf(instant: Date, timeZone: string, period: RationPeriod): RationSpan {
  const today = civilDayOf(instant, timeZone);
  const key = period === 'day' ? today : daysAfter(today, 1 - weekdayOf(today));
  const end = daysAfter(key, period === 'day' ? 1 : 7);
  return { key, from: startOfDay(key, timeZone), to: startOfDay(end, timeZone) };
}

interface Asked {
  readonly skuId: string;
  /** Most units of the item that a household may get in the period. */
  readonly quota: number;
  /** Units in orders of the period that were not taken back. */
  readonly used: number;
  readonly asked: number;
}

/** May the household have these units as well? The answer is how many are left to it afterwards. */
export function withinQuota({ skuId, quota, used, asked }: Asked): Verdict<number> {
  const left = Math.max(0, quota - used);
  return asked <= left ? accepted(left - asked) : refused('overQuota', { skuId, asked, quota, used, accepted: left });
}
