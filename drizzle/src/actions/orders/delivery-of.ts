import { civilDayOf, daysAfter, startOfDay } from '../../rules/civil-day.ts';
import type { CityFacts } from './city-facts.ts';

type CityDays = Pick<CityFacts, 'timeZone' | 'closedDays' | 'policy'>;

export interface Promised {
  readonly deliveryDay: string;
  readonly promisedAt: Date;
}

/** Orders are delivered today; after the close of the day, on the next one that is open. */
export function deliveryOf(now: Date, city: CityDays): Promised {
  return promiseFor(now, { ...city, from: civilDayOf(now, city.timeZone) });
}

/** The first open day from `from` on; the promise counts from now, or from that day's first hour if it lies ahead. */
export function promiseFor(now: Date, { timeZone, closedDays, policy, from }: CityDays & { from: string }): Promised {
  let deliveryDay = from;
  for (let tried = 0; tried <= closedDays.length && closedDays.includes(deliveryDay); tried++) {
    deliveryDay = daysAfter(deliveryDay, 1);
  }
  const opens = startOfDay(deliveryDay, timeZone);
  const start = opens > now ? opens : now;
  return { deliveryDay, promisedAt: new Date(start.getTime() + policy.deliveryHoursPromised * 3_600_000) };
}
