import { describe, expect, it } from 'vitest';
import { keepsGround, stretchesOf } from './zone-ground.ts';

const shared = { coversOther: false, isCovered: false, isOlder: false } as const;

describe('of two zones that share ground', () => {
  it('the stricter keeps it, however they lie and whichever was first', () => {
    for (const isOlder of [true, false]) {
      for (const isCovered of [true, false]) {
        const lie = { ...shared, isOlder, isCovered };
        expect(keepsGround({ ...lie, zoneClass: 'sealed', otherClass: 'restricted' })).toBe(true);
        expect(keepsGround({ ...lie, zoneClass: 'precaution', otherClass: 'restricted' })).toBe(false);
      }
    }
  });

  it('the one around the other keeps it where both are of a class, else the older one', () => {
    const same = { ...shared, zoneClass: 'sealed', otherClass: 'sealed' } as const;
    expect(keepsGround({ ...same, coversOther: true })).toBe(true);
    expect(keepsGround({ ...same, isCovered: true, isOlder: true })).toBe(false);
    expect(keepsGround({ ...same, isOlder: true })).toBe(true);
    expect(keepsGround(same)).toBe(false);
  });
});

describe('the stretches of a span', () => {
  const at = (hour: number) => new Date(hour * 3_600_000);

  it('end where one of the zones begins or ends, and name those in force', () => {
    const one = { validFrom: at(2), validTo: at(4) };
    const other = { validFrom: at(0), validTo: null };
    expect(stretchesOf([one, other], at(1), at(9))).toEqual([
      { from: at(1), to: at(2), zones: [other] },
      { from: at(2), to: at(4), zones: [one, other] },
      { from: at(4), to: at(9), zones: [other] },
    ]);
  });

  it('are one without zones, and none of an empty span', () => {
    expect(stretchesOf([], at(1), null)).toEqual([{ from: at(1), to: null, zones: [] }]);
    expect(stretchesOf([], at(1), at(1))).toEqual([]);
  });
});
