import { describe, expect, it } from 'vitest';
import { instantInCity } from './city-time.ts';

describe('a time as people enter it', () => {
  it('is on the clock of the city', () => {
    expect(instantInCity('2022-04-01T18:30', 'Asia/Shanghai')).toBe('2022-04-01T10:30:00.000Z');
    expect(instantInCity('2022-04-01T00:10', 'UTC')).toBe('2022-04-01T00:10:00.000Z');
  });

  it('keeps to the clock on both sides of its change', () => {
    // Berlin goes from UTC+1 to UTC+2 on 27 March 2022 at 02:00.
    expect(instantInCity('2022-03-27T01:30', 'Europe/Berlin')).toBe('2022-03-27T00:30:00.000Z');
    expect(instantInCity('2022-03-27T03:30', 'Europe/Berlin')).toBe('2022-03-27T01:30:00.000Z');
  });

  it('is nothing while the field is empty or half filled', () => {
    expect(instantInCity('', 'Asia/Shanghai')).toBeUndefined();
    expect(instantInCity('2022-04-31T', 'Asia/Shanghai')).toBeUndefined();
  });
});
