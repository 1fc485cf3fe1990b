import { describe, expect, it } from 'vitest';
import { firstPolicy, policy } from './policy.ts';

const accepts = (over: object) => policy.safeParse({ ...firstPolicy, ...over }).success;
const green = { colours: ['green'], testWindowHours: 48 };

describe('policy', () => {
  it('survives the way through JSON', () => {
    expect(policy.parse(JSON.parse(JSON.stringify(firstPolicy)))).toEqual(firstPolicy);
  });

  it('speaks of every class and every zone', () => {
    const { resident: _, ...noResident } = firstPolicy.zoneLaw;
    expect(accepts({ zoneLaw: noResident })).toBe(false);
    const { sealed: __, ...noSealed } = firstPolicy.zoneLaw.resident;
    expect(accepts({ zoneLaw: { ...firstPolicy.zoneLaw, resident: noSealed } })).toBe(false);
    expect(accepts({ codeDemands: { mannedVehicle: green, outsideRider: green } })).toBe(false);
  });

  it('lets exceptions be left out, and nothing unknown in', () => {
    expect(accepts({ sealedCodeDemands: {} })).toBe(true);
    expect(accepts({ sealedCodeDemands: { resident: green } })).toBe(false);
    expect(accepts({ curfew: true })).toBe(false);
    expect(accepts({ quota: { ...firstPolicy.quota, unit: 'kg' } })).toBe(false);
    expect(accepts({ leave: { ...firstPolicy.leave, note: '' } })).toBe(false);
    expect(accepts({ limits: { ...firstPolicy.limits, note: '' } })).toBe(false);
    expect(accepts({ codeDemands: { ...firstPolicy.codeDemands, insideCarrier: { ...green, note: '' } } })).toBe(false);
    const loose = { enter: true, cross: true, serve: true, ownOnly: false, note: '' };
    expect(
      accepts({ zoneLaw: { ...firstPolicy.zoneLaw, resident: { ...firstPolicy.zoneLaw.resident, sealed: loose } } }),
    ).toBe(false);
  });

  it.each([
    [
      'a duty that accepts no colour',
      { codeDemands: { ...firstPolicy.codeDemands, insideCarrier: { ...green, colours: [] } } },
    ],
    [
      'a test window of no hours',
      { codeDemands: { ...firstPolicy.codeDemands, insideCarrier: { ...green, testWindowHours: 0 } } },
    ],
    [
      'a test window over two weeks',
      { codeDemands: { ...firstPolicy.codeDemands, insideCarrier: { ...green, testWindowHours: 337 } } },
    ],
    ['a quota of nothing', { quota: { period: 'week', unitsDefault: 0 } }],
    ['a quota without measure', { quota: { period: 'week', unitsDefault: 1_001 } }],
    ['a quota by the month', { quota: { period: 'month', unitsDefault: 5 } }],
    ['lines of nothing', { limits: { unitsPerLineMax: 0, linesPerOrderMax: 1 } }],
    ['lines without measure', { limits: { unitsPerLineMax: 10_001, linesPerOrderMax: 1 } }],
    ['orders without lines', { limits: { unitsPerLineMax: 1, linesPerOrderMax: 0 } }],
    ['orders without end', { limits: { unitsPerLineMax: 1, linesPerOrderMax: 201 } }],
    ['a promise of no time', { deliveryHoursPromised: 0 }],
    ['a promise of three days', { deliveryHoursPromised: 49 }],
    ['a tolerance below zero', { forbiddenCrossingM: -1 }],
    ['a tolerance over 100 m', { forbiddenCrossingM: 101 }],
    ['no way past the boundary', { leave: { pastBoundaryM: 0, minutesMax: 30 } }],
    ['a leave leg of a kilometre', { leave: { pastBoundaryM: 501, minutesMax: 30 } }],
    ['no time to leave', { leave: { pastBoundaryM: 50, minutesMax: 0 } }],
    ['half a day to leave', { leave: { pastBoundaryM: 50, minutesMax: 241 } }],
    ['an unknown need', { needsServedAtDoor: ['cake'] }],
    [
      'an unknown colour',
      { codeDemands: { ...firstPolicy.codeDemands, insideCarrier: { ...green, colours: ['blue'] } } },
    ],
  ])('refuses %s', (_, over) => {
    expect(accepts(over)).toBe(false);
  });

  it('accepts each bound itself', () => {
    expect(
      accepts({
        codeDemands: {
          ...firstPolicy.codeDemands,
          insideCarrier: { ...green, testWindowHours: 336 },
          outsideRider: { ...green, testWindowHours: 1 },
        },
        quota: { period: 'day', unitsDefault: 1_000 },
        limits: { unitsPerLineMax: 10_000, linesPerOrderMax: 200 },
        deliveryHoursPromised: 48,
        forbiddenCrossingM: 100,
        leave: { pastBoundaryM: 500, minutesMax: 240 },
      }),
    ).toBe(true);
    expect(
      accepts({
        quota: { period: 'day', unitsDefault: 1 },
        limits: { unitsPerLineMax: 1, linesPerOrderMax: 1 },
        deliveryHoursPromised: 1,
        forbiddenCrossingM: 0,
        leave: { pastBoundaryM: 1, minutesMax: 1 },
      }),
    ).toBe(true);
  });
});
