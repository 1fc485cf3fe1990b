import type { Language } from '../i18n/language.tsx';

const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
const RANGE_MS = 30 * 60_000;
const STEP_MS = 5 * 60_000;

export interface Where {
  readonly language: Language;
  readonly timeZone: string;
}

/** Hours and minutes in the city, whatever zone the device is in. */
export function clockTime(instant: string | number, { language, timeZone }: Where): string {
  return format(instant, language, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone });
}

export function clockSeconds(instant: string | number, { language, timeZone }: Where): string {
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false, timeZone } as const;
  return format(instant, language, parts);
}

/** Day and time, for lists that go back further than today. */
export function dayAndTime(instant: string | number, { language, timeZone }: Where): string {
  return `${format(instant, language, { month: 'short', day: 'numeric', timeZone })} ${clockTime(instant, { language, timeZone })}`;
}

/** A civil day has no zone: it is read and shown as written. */
export function dayName(day: string, language: Language): string {
  return format(`${day}T00:00:00Z`, language, { month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' });
}

/** Nobody on the road keeps a minute: an expected time is shown as the half hour that it begins, for plans run late. */
export function timeRange(instant: string, where: Where): string {
  const at = Date.parse(instant);
  const from = Math.floor(at / STEP_MS) * STEP_MS;
  return `${clockTime(from, where)}–${clockTime(from + RANGE_MS, where)}`;
}

function format(instant: string | number, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locales[language], options).format(new Date(instant));
}
