import { expect, it } from 'vitest';
import { firstPolicy } from '../../rules/policy.ts';
import { deliveryOf, promiseFor } from './delivery-of.ts';

/** Shifts from 7:30 to 20:00 of the city, which lies eight hours before UTC. */
const workday = (day: string) => ({ day, opensAt: `${day}T07:30:00+08:00`, closesAt: `${day}T20:00:00+08:00` });
const city = {
  ...{ timeZone: 'Asia/Shanghai', closedDays: [], policy: firstPolicy },
  workdays: [workday('2026-04-01'), workday('2026-04-02')],
};
const local = (time: string, day = '2026-04-01') => new Date(`${day}T${time}:00+08:00`);

it('the promise counts from the order while shifts are on', () => {
  expect(deliveryOf(local('10:00'), city)).toEqual({ deliveryDay: '2026-04-01', promisedAt: local('15:00') });
});

it('an order of the night is promised from the first shift on, not from midnight', () => {
  expect(deliveryOf(local('00:41'), city)).toEqual({ deliveryDay: '2026-04-01', promisedAt: local('12:30') });
});

it('after the last shift nothing is promised before the next day’s work', () => {
  expect(deliveryOf(local('21:00'), city)).toEqual({
    deliveryDay: '2026-04-01',
    promisedAt: local('12:30', '2026-04-02'),
  });
});

it('an order for a later day, or carried to one, is promised from the first shift of that day', () => {
  const promised = { deliveryDay: '2026-04-02', promisedAt: local('12:30', '2026-04-02') };
  expect(deliveryOf(local('19:00'), { ...city, closedDays: ['2026-04-01'] })).toEqual(promised);
  expect(promiseFor(local('19:00'), { ...city, from: '2026-04-02' })).toEqual(promised);
});

it('a day without shifts on record begins with itself', () => {
  expect(deliveryOf(local('19:00'), { ...city, closedDays: ['2026-04-01'], workdays: [] })).toEqual({
    deliveryDay: '2026-04-02',
    promisedAt: local('05:00', '2026-04-02'),
  });
});
