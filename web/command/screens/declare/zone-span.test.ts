import { describe, expect, it } from 'vitest';
import { readSpan, type SpanText } from './zone-span.ts';

const city = { timeZone: 'Asia/Shanghai', now: '2022-04-01T00:30:00.000Z' };
const span = (text: Partial<SpanText>) => readSpan({ begin: undefined, end: undefined, ...text }, city);

describe('the span of a zone', () => {
  it('is from now until it is lifted where nothing else is asked for', () => {
    expect(span({})).toEqual({});
  });

  it('is read on the clock of the city', () => {
    expect(span({ begin: '2022-04-01T18:00', end: '2022-04-03T06:00' })).toEqual({
      validFrom: '2022-04-01T10:00:00.000Z',
      validTo: '2022-04-02T22:00:00.000Z',
    });
  });

  it('is never now where a later time was asked for and is missing', () => {
    expect(span({ begin: '' })).toMatchObject({ beginFault: 'timeMissing' });
    expect(span({ end: '' })).toMatchObject({ endFault: 'timeMissing' });
  });

  it('begins in the future and ends after it has begun', () => {
    // 08:30 in Shanghai is now.
    expect(span({ begin: '2022-04-01T08:30' })).toMatchObject({ beginFault: 'beginPast' });
    expect(span({ end: '2022-04-01T08:30' })).toMatchObject({ endFault: 'endEarly' });
    expect(span({ begin: '2022-04-01T18:00', end: '2022-04-01T18:00' })).toMatchObject({ endFault: 'endEarly' });
  });
});
