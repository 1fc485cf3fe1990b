import { civilDayOf, daysAfter, startOfDay } from '../../rules/civil-day.ts';
import type { CityFacts } from './city-facts.ts';

/** Orders are delivered today; after the close of the day, on the next one that is open, and promised from its first hour. */
export function deliveryOf(
  now: Date,
  { timeZone, closedDays, policy }: Pick<CityFacts, 'timeZone' | 'closedDays' | 'policy'>,
): { deliveryDay: string; promisedAt: Date } {
  const today = civilDayOf(now, timeZone);
  let deliveryDay = today;
  for (let tried = 0; tried <= closedDays.length && closedDays.includes(deliveryDay); tried++)
    deliveryDay = daysAfter(deliveryDay, 1);

  const from = deliveryDay === today ? now : startOfDay(deliveryDay, timeZone);
  return { deliveryDay, promisedAt: new Date(from.getTime() + policy.deliveryHoursPromised * 3_600_000) };
}
