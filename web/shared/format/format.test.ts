import { describe, expect, it } from 'vitest';
import { spokenDigits } from './spoken-digits.ts';
import { clockTime, dayName, timeRange } from './time.ts';
import { weight } from './weight.ts';
import { yuan } from './yuan.ts';

const where = { language: 'zh', timeZone: 'Asia/Shanghai' } as const;

describe('what people read', () => {
  it('money is yuan with both digits of the fen', () => {
    expect([yuan(0), yuan(5), yuan(3990), yuan(123456)]).toEqual(['¥0.00', '¥0.05', '¥39.90', '¥1234.56']);
  });

  it('weights change to kilograms where grams get long', () => {
    expect([weight(520), weight(2500), weight(5000)]).toEqual(['520 g', '2.5 kg', '5 kg']);
  });

  it('times are those of the city, wherever the device is', () => {
    expect(clockTime('2022-04-01T00:30:00Z', where)).toBe('08:30');
    expect(clockTime('2022-04-01T16:05:00Z', where)).toBe('00:05');
    expect(dayName('2022-04-01', 'en')).toMatch(/Friday/);
  });

  it('an expected time is the half hour that it begins', () => {
    expect(timeRange('2022-04-01T00:37:12Z', where)).toBe('08:35–09:05');
  });

  it('a code is said digit by digit, and 1 is yāo on the telephone', () => {
    expect(spokenDigits('610935', 'zh')).toBe('六 幺 零 九 三 五');
    expect(spokenDigits('61', 'en')).toBe('six one');
  });
});
