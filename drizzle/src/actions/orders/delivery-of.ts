import { civilDayOf, daysAfter, startOfDay } from '../../rules/civil-day.ts';
import type { CityFacts } from './city-facts.ts';

type CityDays = Pick<CityFacts, 'timeZone' | 'closedDays' | 'policy' | 'workdays'>;

export interface Promised {
  readonly deliveryDay: string;
  readonly promisedAt: Date;
}

const HOUR_MS = 3_600_000;

/** Orders are delivered today; after the close of the day, on the next one that is open. */
export function deliveryOf(now: Date, city: CityDays): Promised {
  return promiseFor(now, { ...city, from: civilDayOf(now, city.timeZone) });
}

/**
 * The first open day from `from` on. The promise counts from now while somebody works that day, else from the instant at
 * which work begins: before the first shift, for a later day, and after the last shift, when the next day's is waited for.
 */
export function promiseFor(now: Date, { from, ...city }: CityDays & { from: string }): Promised {
  const { closedDays, policy } = city;
  let deliveryDay = from;
  for (let tried = 0; tried <= closedDays.length && closedDays.includes(deliveryDay); tried++) {
    deliveryDay = daysAfter(deliveryDay, 1);
  }
  const closesAt = workdayOf(deliveryDay, city)?.closesAt;
  const isOver = closesAt !== undefined && new Date(closesAt) <= now;
  const opens = opensAt(isOver ? daysAfter(deliveryDay, 1) : deliveryDay, city);
  const startMs = Math.max(opens.getTime(), now.getTime());
  return { deliveryDay, promisedAt: new Date(startMs + policy.deliveryHoursPromised * HOUR_MS) };
}

/** When the first shift of the day begins; where none is on record yet, the day itself. */
function opensAt(day: string, city: CityDays): Date {
  const workday = workdayOf(day, city);
  return workday ? new Date(workday.opensAt) : startOfDay(day, city.timeZone);
}

function workdayOf(day: string, { workdays }: CityDays) {
  return workdays.find((workday) => workday.day === day);
}
