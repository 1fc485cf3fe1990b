import fc from 'fast-check';
import { expect, it } from 'vitest';
import { civilDayOf, weekdayOf } from './civil-day.ts';
import { rationSpanOf, withinQuota } from './ration.ts';
import { refusalOf } from './testing/refusal-of.ts';

const instants = fc.date({ min: new Date('2020-01-01Z'), max: new Date('2030-01-01Z'), noInvalidDate: true });
const units = fc.nat({ max: 20 });

it('a household never gets more than the quota, however it splits its orders', () => {
  fc.assert(
    fc.property(units, fc.array(fc.integer({ min: 1, max: 6 })), (quota, orders) => {
      let used = 0;
      for (const asked of orders) if (withinQuota({ skuId: 'rice', quota, used, asked }).ok) used += asked;
      expect(used).toBeLessThanOrEqual(quota);
    }),
  );
});

it('the whole quota may be had, and the answer says what is left', () => {
  expect(withinQuota({ skuId: 'rice', quota: 5, used: 2, asked: 3 })).toEqual({ ok: true, value: 0 });
  expect(withinQuota({ skuId: 'rice', quota: 5, used: 0, asked: 1 })).toEqual({ ok: true, value: 4 });
});

it('a refusal says how many would be accepted, never fewer than none', () => {
  const refusal = refusalOf(withinQuota({ skuId: 'rice', quota: 5, used: 2, asked: 4 }));
  expect(refusal.code).toBe('overQuota');
  expect(refusal.details).toEqual({ skuId: 'rice', asked: 4, quota: 5, used: 2, accepted: 3 });
  expect(refusalOf(withinQuota({ skuId: 'rice', quota: 2, used: 5, asked: 1 })).details.accepted).toBe(0);
});

it('an instant lies in its period, and periods join without gap', () => {
  fc.assert(
    fc.property(
      instants,
      fc.constantFrom('Asia/Shanghai', 'America/New_York'),
      fc.constantFrom('day', 'week'),
      (now, zone, period) => {
        const span = rationSpanOf(now, zone, period);
        expect(span.from.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(span.to.getTime()).toBeGreaterThan(now.getTime());
        expect(span.key).toBe(civilDayOf(span.from, zone));
        expect(rationSpanOf(span.to, zone, period).from).toEqual(span.to);
        if (period === 'week') expect(weekdayOf(span.key)).toBe(1);
      },
    ),
  );
});

it('a week runs from Monday to Monday of the city, a day from midnight to midnight', () => {
  const sundayEvening = new Date('2022-04-10T15:00:00Z');
  expect(rationSpanOf(sundayEvening, 'Asia/Shanghai', 'week')).toEqual({
    key: '2022-04-04',
    from: new Date('2022-04-03T16:00:00Z'),
    to: new Date('2022-04-10T16:00:00Z'),
  });
  expect(rationSpanOf(sundayEvening, 'Asia/Shanghai', 'day')).toEqual({
    key: '2022-04-10',
    from: new Date('2022-04-09T16:00:00Z'),
    to: new Date('2022-04-10T16:00:00Z'),
  });
});
