import { describe, expect, it } from 'vitest';
import { type Leave, type LegFacts, leaveVerdict, legVerdict, type ZoneTouched } from './leg-law.ts';
import { firstPolicy } from './policy.ts';
import { refusalOf } from './testing/refusal-of.ts';

const sealed: ZoneTouched = { id: 'z', zoneClass: 'sealed', insideM: 400, endsInside: false };
const van: LegFacts = { travellerClass: 'mannedVehicle', touched: [], own: null, leave: null };
const judge = (facts: Partial<LegFacts>) => legVerdict({ ...van, ...facts }, firstPolicy);

const leave: Leave = {
  zoneId: 'z',
  firstAfterChange: true,
  startsInside: true,
  endsPastBoundaryM: 50,
  durationS: 1_800,
  leftBefore: false,
};

describe('a leg', () => {
  it('outside all zones is lawful', () => {
    expect(judge({}).ok).toBe(true);
  });

  it('may lie 15 m in a closed zone and not a decimetre more', () => {
    expect(judge({ touched: [{ ...sealed, insideM: 15 }] }).ok).toBe(true);
    const refusal = refusalOf(judge({ touched: [{ ...sealed, insideM: 15.1 }] }));
    expect(refusal.code).toBe('legUnlawful');
    expect(refusal.details).toEqual({ reason: 'forbiddenCrossing', zoneId: 'z', insideM: 15.1, tolerated: 15 });
  });

  it('each zone is judged by itself', () => {
    const touched = [
      { ...sealed, insideM: 10 },
      { ...sealed, id: 'y', insideM: 10 },
    ];
    expect(judge({ touched }).ok).toBe(true);
    expect(refusalOf(judge({ touched: [...touched, { ...sealed, id: 'x' }] })).details.zoneId).toBe('x');
  });

  it('may cross a precaution zone', () => {
    expect(judge({ touched: [{ ...sealed, zoneClass: 'precaution' }] }).ok).toBe(true);
  });

  it('that ends in a zone is lawful only for a class that may enter', () => {
    const touched = [{ ...sealed, endsInside: true }];
    expect(judge({ touched, travellerClass: 'autonomousVehicle' }).ok).toBe(true);
    expect(judge({ touched: [sealed], travellerClass: 'autonomousVehicle' }).ok).toBe(false);
    expect(judge({ touched, travellerClass: 'mannedVehicle' }).ok).toBe(false);
  });

  it('of an inside carrier stays within 15 m of his own ground', () => {
    const carrier = { travellerClass: 'insideCarrier', touched: [{ ...sealed, id: 'outer' }, sealed] } as const;
    expect(judge({ ...carrier, own: { zoneId: 'z', outsideM: 15 } }).ok).toBe(true);
    expect(refusalOf(judge({ ...carrier, own: { zoneId: 'z', outsideM: 16 } })).details).toEqual({
      reason: 'leftOwnZone',
      zoneId: 'z',
      outsideM: 16,
      tolerated: 15,
    });
    expect(refusalOf(judge({ ...carrier, own: null })).details.reason).toBe('forbiddenCrossing');
  });

  it('of other classes is not confined to a zone of their own', () => {
    expect(judge({ own: { zoneId: 'z', outsideM: 9_000 } }).ok).toBe(true);
  });
});

describe('a leave leg', () => {
  it('leads a caught traveller out of his zone, and no other', () => {
    expect(judge({ touched: [sealed], leave }).ok).toBe(true);
    expect(refusalOf(judge({ touched: [{ ...sealed, id: 'y' }], leave })).details.reason).toBe('forbiddenCrossing');
    expect(refusalOf(judge({ touched: [sealed, { ...sealed, id: 'y' }], leave })).details.zoneId).toBe('y');
  });

  it.each([
    ['leaveNotFirst', { firstAfterChange: false }, {}],
    ['leftBefore', { leftBefore: true }, {}],
    ['leaveStartsOutside', { startsInside: false }, {}],
    ['leaveEndsTooFar', { endsPastBoundaryM: 51 }, { pastM: 51, accepted: 50 }],
    ['leaveTooLong', { durationS: 1_801 }, { durationS: 1_801, accepted: 1_800 }],
  ])('is refused as %s', (reason, over, details) => {
    const refusal = refusalOf(leaveVerdict({ ...leave, ...over }, firstPolicy));
    expect(refusal.code).toBe('legUnlawful');
    expect(refusal.details).toEqual({ reason, zoneId: 'z', ...details });
    expect(judge({ touched: [sealed], leave: { ...leave, ...over } }).ok).toBe(false);
  });
});
