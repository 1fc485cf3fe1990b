import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeDemandOf, type HealthFact, healthVerdict } from './health-code.ts';
import { firstPolicy } from './policy.ts';
import { refusalOf } from './testing/refusal-of.ts';
import type { HealthColour } from './vocabulary.ts';

const at = (hour: number) => new Date(Date.UTC(2022, 3, 1) + hour * 3_600_000);
const code = (colour: HealthColour, hour: number, recorded = hour, until: number | null = null): HealthFact => ({
  kind: 'code',
  colour,
  validFrom: at(hour),
  validTo: until === null ? null : at(until),
  recordedAt: at(recorded),
});
const test = (hour: number, recorded = hour): HealthFact => ({
  kind: 'test',
  colour: null,
  validFrom: at(hour),
  validTo: null,
  recordedAt: at(recorded),
});

/** An outside rider (green, 48 h) from hour 8 to hour 12, asked at 8. */
const shift = { policy: firstPolicy, duty: 'outsideRider', from: at(8), to: at(12), askedAt: at(8) } as const;
const judge = (facts: readonly HealthFact[], over: object = {}) => healthVerdict({ ...shift, facts, ...over });

describe('health code', () => {
  it('green with a test that outlasts the duty is valid, until the test runs out', () => {
    expect(judge([code('green', 0), test(-30)])).toEqual({ ok: true, value: { validUntil: at(18) } });
  });

  it('a test that runs out at the very end of the duty is expired, one a millisecond younger is not', () => {
    const facts = [code('green', -100), test(-36)];
    expect(refusalOf(judge(facts)).code).toBe('testExpired');
    expect(refusalOf(judge(facts)).details).toEqual({ validUntil: at(12), neededUntil: at(12) });
    expect(judge(facts, { to: new Date(at(12).getTime() - 1) }).ok).toBe(true);
  });

  it('a test is needed, and one taken later does not count', () => {
    expect(refusalOf(judge([code('green', 0)])).code).toBe('testExpired');
    expect(refusalOf(judge([code('green', 0)])).details).toEqual({ validUntil: null, neededUntil: at(12) });
    expect(judge([code('green', 0), test(9, 7)]).ok).toBe(false);
    expect(judge([code('green', 0), test(8)]).ok).toBe(true);
  });

  it('the youngest sample decides, whatever the order of recording', () => {
    expect(judge([code('green', 0), test(0), test(-60, 7)])).toEqual({ ok: true, value: { validUntil: at(48) } });
    expect(judge([code('green', 0), test(-60), test(0, 7)])).toEqual({ ok: true, value: { validUntil: at(48) } });
  });

  it('the latest recorded colour wins', () => {
    expect(refusalOf(judge([test(0), code('green', 0), code('red', 7)])).details).toEqual({
      colour: 'red',
      at: at(8),
      accepted: ['green'],
    });
    expect(judge([test(0), code('red', 0), code('green', 7)]).ok).toBe(true);
    expect(judge([test(0), code('red', 7, 5), code('green', 6, 6)]).ok).toBe(true);
    expect(refusalOf(judge([test(0), code('green', 6, 6), code('red', 5, 6)])).code).toBe('healthCodeNotValid');
  });

  it('a fact recorded later is unknown', () => {
    expect(judge([test(0), code('green', 0), code('red', 7, 8.1)]).ok).toBe(true);
    expect(judge([test(0), code('green', 0), code('red', 7, 8)]).ok).toBe(false);
  });

  it('nobody without a colour is planned', () => {
    expect(refusalOf(judge([test(0)])).details).toEqual({ colour: null, at: at(8), accepted: ['green'] });
    expect(judge([test(0), { ...code('green', 0), colour: null }]).ok).toBe(false);
  });

  it('a colour recorded to begin within the duty counts from then on', () => {
    const facts = [test(0), code('green', 0, 0)];
    expect(refusalOf(judge([...facts, code('red', 10, 7)])).details.at).toEqual(at(10));
    expect(judge([...facts, code('red', 12, 7)]).ok).toBe(false);
    expect(judge([...facts, code('red', 13, 7)]).ok).toBe(true);
    expect(judge([test(0), code('green', 9, 7)]).ok).toBe(false);
  });

  it('a colour that runs out before the end is not enough, and else bounds the answer', () => {
    expect(refusalOf(judge([test(0), code('green', 0, 0, 12)])).details).toEqual({
      validUntil: at(12),
      neededUntil: at(12),
    });
    expect(refusalOf(judge([test(0), code('green', 0, 0, 12)])).code).toBe('healthCodeNotValid');
    expect(judge([test(0), code('green', 0, 0, 13)])).toEqual({ ok: true, value: { validUntil: at(13) } });
    expect(judge([test(0), code('green', 0, 0, 9), code('green', 10, 0)]).ok).toBe(false);
    expect(judge([test(0), code('green', 0, 0, 10), code('green', 9, 0)]).ok).toBe(true);
    expect(judge([test(0), code('green', 0, 0, 60)])).toEqual({ ok: true, value: { validUntil: at(48) } });
  });

  it('carriers of a sealed zone work under their own colour rule, others do not', () => {
    const facts = [test(0), code('yellow', 0)];
    expect(judge(facts, { duty: 'insideCarrier', sealed: true }).ok).toBe(true);
    expect(judge(facts, { duty: 'insideCarrier', sealed: false }).ok).toBe(false);
    expect(judge(facts, { duty: 'insideCarrier' }).ok).toBe(false);
    expect(judge(facts, { sealed: true }).ok).toBe(false);
    expect(codeDemandOf(firstPolicy, 'mannedVehicle', true)).toBe(firstPolicy.codeDemands.mannedVehicle);
  });

  it('what is valid for a span is valid for every span within it', () => {
    const hour = fc.integer({ min: 0, max: 60 });
    const colour = fc.constantFrom<HealthColour>('green', 'green', 'yellow', 'red');
    const fact = fc.oneof(
      fc
        .record({ colour, from: hour, until: fc.option(hour) })
        .map(({ colour, from, until }) => code(colour, from, 0, until)),
      hour.map((from) => test(from, 0)),
    );
    const span = fc.tuple(hour, hour, hour, hour).map((hours) => hours.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(fact), span, (some, [a = 0, b = 0, c = 0, d = 0]) => {
        const facts = [code('green', -1), test(0, -1), ...some];
        const whole = judge(facts, { from: at(a), to: at(d), askedAt: at(a) });
        const part = judge(facts, { from: at(b), to: at(c), askedAt: at(a) });
        expect(part.ok || !whole.ok).toBe(true);
      }),
    );
  });
});
