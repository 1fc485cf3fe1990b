import { civilDayOf, instantAt } from '@baogong/drizzle/rules/civil-day';
import { expect, it } from 'vitest';
import { zoneOfMorning } from './chaos-city.ts';

it('whatever the hour, it is nine in the morning where the bench runs', () => {
  for (let hour = 0; hour < 24; hour++) {
    const now = new Date(Date.UTC(2022, 3, 1, hour, 30));
    const zone = zoneOfMorning(now);
    const nine = instantAt(civilDayOf(now, zone), '09:00', zone);
    expect([hour, now.getTime() - nine.getTime()]).toEqual([hour, 30 * 60_000]);
  }
});
