/** A day as people say it, `YYYY-MM-DD` in their city's time zone. */
export type CivilDay = string;

const DAY_MS = 86_400_000;

/** The day that it is at an instant in a time zone. */
export function civilDayOf(instant: Date, timeZone: string): CivilDay {
  return dayText(new Date(instant.getTime() + offsetMs(instant.getTime(), timeZone)));
}

/** The time of day, `HH:MM`, at an instant in a time zone. */
export function timeOfDay(instant: Date, timeZone: string): string {
  return new Date(instant.getTime() + offsetMs(instant.getTime(), timeZone)).toISOString().slice(11, 16);
}

/** The day some days later, or earlier by a negative count. */
export function daysAfter(day: CivilDay, days: number): CivilDay {
  return dayText(new Date(utcMidnightMs(day) + days * DAY_MS));
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: CivilDay): number {
  return new Date(utcMidnightMs(day)).getUTCDay() || 7;
}

/** The first instant of a day. */
export function startOfDay(day: CivilDay, timeZone: string): Date {
  return instantAt(day, '00:00', timeZone);
}

/** The end of a day, which is the first instant of the next one: days are half-open. */
export function endOfDay(day: CivilDay, timeZone: string): Date {
  return startOfDay(daysAfter(day, 1), timeZone);
}

/**
 * The instant at which a city's clocks show `HH:MM` on a day: the first one where clocks show it twice; where they
 * jump over it, as long after the jump as the time lies in the gap.
 */
export function instantAt(day: CivilDay, time: string, timeZone: string): Date {
  const shown = utcMidnightMs(day) + minutesOf(time) * 60_000;
  const before = offsetMs(shown - DAY_MS, timeZone);
  const after = offsetMs(shown + DAY_MS, timeZone);
  const fits = [before, after].map((offset) => shown - offset).filter((ms) => ms + offsetMs(ms, timeZone) === shown);
  return new Date(fits.length > 0 ? Math.min(...fits) : shown - before);
}

export function isCivilDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && dayText(new Date(ms)) === text;
}

export function isTimeZone(name: string): boolean {
  try {
    return formatter(name) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function dayText(utc: Date): CivilDay {
  return utc.toISOString().slice(0, 10);
}

function utcMidnightMs(day: CivilDay): number {
  if (!isCivilDay(day)) throw new RangeError(`a day is YYYY-MM-DD, not "${day}"`);
  return Date.parse(`${day}T00:00:00Z`);
}

function minutesOf(time: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (!hours || !minutes) throw new RangeError(`a time of day is HH:MM, not "${time}"`);
  return Number(hours) * 60 + Number(minutes);
}

const FORMATTERS_MAX = 64;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times its use, so the few zones in use are kept. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;

  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (formatters.size < FORMATTERS_MAX) formatters.set(timeZone, made);
  return made;
}

/** How far a zone's clocks are ahead of UTC at an instant. */
function offsetMs(ms: number, timeZone: string): number {
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(ms)) shown[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}
