import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionSpeedVerdict, positionTimesVerdict, type TimedPoint } from './plausible-positions.ts';
import { spot } from './testing/flat-town.ts';
import { refusalOf } from './testing/refusal-of.ts';

const start = Date.parse('2026-04-01T02:00:00Z');
/** So many metres along a straight street, so many seconds after the start. */
const seen = (metres: number, seconds: number): TimedPoint => ({
  at: new Date(start + seconds * 1000),
  point: spot(metres, 0),
});
const speed = (known: readonly TimedPoint[], ...reported: TimedPoint[]) => positionSpeedVerdict({ known, reported });

describe('times of reported positions', () => {
  const times = (...seconds: number[]) =>
    positionTimesVerdict({
      after: new Date(start),
      reported: seconds.map((second) => seen(0, second)),
      now: new Date(start + 60_000),
    });

  it('never fall, and begin with the last one known', () => {
    expect(times(0, 0, 30, 60).ok).toBe(true);
    expect(refusalOf(times(-1)).details).toMatchObject({ field: 'positions[0].at' });
    expect(refusalOf(times(10, 20, 19)).details).toMatchObject({
      field: 'positions[2].at',
      value: '2026-04-01T02:00:19.000Z',
      accepted: 'rising, from 2026-04-01T02:00:20.000Z to 2026-04-01T02:01:00.000Z',
    });
  });

  it('are not in the future; a clock a little ahead is taken for now', () => {
    expect(times(65)).toMatchObject({ ok: true, value: [{ at: new Date(start + 60_000) }] });
    expect(refusalOf(times(66)).code).toBe('invalidInput');
  });
});

describe('the speed that reported positions imply', () => {
  it('one that no vehicle has is refused with its index, what it implies and what is accepted', () => {
    const refusal = refusalOf(speed([seen(0, 0)], seen(100, 10), seen(5_000, 20)));
    expect(refusal.code).toBe('positionImplausible');
    // The second lies 4,900 m on after 10 s.
    expect(refusal.details).toEqual({
      field: 'positions[1].point',
      value: '4900 m in 10 s',
      accepted: 'at most 50 m/s over 10 s',
    });
  });

  it('a long silence does not pay for a jump after it', () => {
    expect(speed([seen(0, 0)], seen(20_000, 600)).ok).toBe(true);
    expect(speed([seen(0, 0)], seen(0, 590), seen(20_000, 600)).ok).toBe(false);
    expect(speed([seen(0, 0), seen(0, 590)], seen(20_000, 600)).ok).toBe(false);
  });

  it('many small jumps at one instant are one large one, also over several reports', () => {
    const jumps = Array.from({ length: 6 }, (_, i) => seen((i + 1) * 100, 1));
    expect(speed([seen(0, 0)], ...jumps.slice(0, 5)).ok).toBe(true);
    expect(refusalOf(speed([seen(0, 0)], ...jumps)).details).toMatchObject({ field: 'positions[5].point' });
    expect(speed([seen(0, 0), ...jumps.slice(0, 5)], ...jumps.slice(5)).ok).toBe(false);
  });

  it('a fix that is off by some hundred metres passes', () => {
    expect(speed([seen(0, 0)], seen(20, 2), seen(200, 3), seen(40, 4), seen(60, 6)).ok).toBe(true);
  });

  it('whoever keeps below the limit is believed, whenever he reports', () => {
    const steps = fc.array(
      fc.record({ seconds: fc.integer({ min: 0, max: 120 }), mps: fc.integer({ min: 0, max: 49 }) }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(steps, fc.nat(), (driven, cut) => {
        let [metres, second] = [0, 0];
        const way = driven.map(({ seconds, mps }) => {
          second += seconds;
          metres += seconds * mps;
          return seen(metres, second);
        });
        const at = cut % way.length;
        expect(speed([seen(0, 0), ...way.slice(0, at)], ...way.slice(at)).ok).toBe(true);
      }),
    );
  });
});
