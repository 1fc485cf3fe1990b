import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilDayOf,
  daysAfter,
  endOfDay,
  instantAt,
  isCivilDay,
  isTimeZone,
  startOfDay,
  timeOfDay,
  weekdayOf,
} from './civil-day.ts';

const zones = [
  'Asia/Shanghai',
  'UTC',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
];
const instants = fc.date({ min: new Date('2000-01-01Z'), max: new Date('2040-01-01Z'), noInvalidDate: true });

describe('civil day', () => {
  it('every instant lies within its own day', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, timeZone) => {
        const day = civilDayOf(instant, timeZone);
        expect(startOfDay(day, timeZone).getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(endOfDay(day, timeZone).getTime()).toBeGreaterThan(instant.getTime());
        expect(civilDayOf(startOfDay(day, timeZone), timeZone)).toBe(day);
      }),
    );
  });

  it('changes at local midnight, not at midnight UTC', () => {
    expect(civilDayOf(new Date('2022-04-01T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2022-04-01');
    expect(civilDayOf(new Date('2022-04-01T16:00:00Z'), 'Asia/Shanghai')).toBe('2022-04-02');
    expect(startOfDay('2022-04-02', 'Asia/Shanghai')).toEqual(new Date('2022-04-01T16:00:00Z'));
    expect(endOfDay('2022-04-02', 'Asia/Shanghai')).toEqual(new Date('2022-04-02T16:00:00Z'));
  });

  it('clocks that jump over midnight begin the day at the jump', () => {
    // São Paulo went from 23:59:59 to 01:00 on 4 November 2018.
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toEqual(new Date('2018-11-04T03:00:00Z'));
  });

  it('a time shown twice means the first one, a time jumped over counts on from the jump', () => {
    expect(instantAt('2022-11-06', '01:30', 'America/New_York')).toEqual(new Date('2022-11-06T05:30:00Z'));
    expect(instantAt('2022-03-13', '02:30', 'America/New_York')).toEqual(new Date('2022-03-13T07:30:00Z'));
    expect(instantAt('2022-03-13', '03:30', 'America/New_York')).toEqual(new Date('2022-03-13T07:30:00Z'));
  });

  it('a time of day is read back as it was written', () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    fc.assert(
      fc.property(instants, time, (instant, [hour, minute]) => {
        const text = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const day = civilDayOf(instant, 'Asia/Shanghai');
        expect(timeOfDay(instantAt(day, text, 'Asia/Shanghai'), 'Asia/Shanghai')).toBe(text);
        expect(civilDayOf(instantAt(day, text, 'Asia/Shanghai'), 'Asia/Shanghai')).toBe(day);
      }),
    );
  });

  it('counts days over months, leap years and backwards', () => {
    expect(daysAfter('2024-02-28', 1)).toBe('2024-02-29');
    expect(daysAfter('2022-12-31', 1)).toBe('2023-01-01');
    expect(daysAfter('2022-03-01', -1)).toBe('2022-02-28');
    expect(daysAfter('2022-03-01', 0)).toBe('2022-03-01');
  });

  it('weeks begin on Monday', () => {
    const week = ['2022-04-04', '2022-04-05', '2022-04-06', '2022-04-07', '2022-04-08', '2022-04-09', '2022-04-10'];
    expect(week.map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('knows days and zones that do not exist', () => {
    expect(['2024-02-29', '2022-01-01'].map(isCivilDay)).toEqual([true, true]);
    const wrong = ['2022-02-29', '2022-13-01', '2022-1-01', 'x2022-01-01', '2022-01-01x', '', '2022-00-10'];
    expect(wrong.filter(isCivilDay)).toEqual([]);
    expect(['Asia/Shanghai', 'Atlantis/Centre', ''].map(isTimeZone)).toEqual([true, false, false]);
  });

  it('says what it accepts', () => {
    expect(() => daysAfter('yesterday', 1)).toThrow('a day is YYYY-MM-DD, not "yesterday"');
    for (const time of ['24:00', '9:00', '12:60', '12:5', 'x12:00', '12:00x']) {
      expect(() => instantAt('2022-04-01', time, 'UTC')).toThrow(`a time of day is HH:MM, not "${time}"`);
    }
  });
});
