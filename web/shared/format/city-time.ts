const MINUTE_MS = 60_000;
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** What a `datetime-local` field says, read on the city's clock, whatever zone the device is in; nothing where it says no time. */
export function instantInCity(local: string, timeZone: string): string | undefined {
  const asUtc = LOCAL.test(local) ? Date.parse(`${local}Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return undefined;
  // The shift is asked at the guess and once more at the answer, for a change of clocks may lie between them.
  const guess = asUtc - shiftMs(asUtc, timeZone);
  return new Date(asUtc - shiftMs(guess, timeZone)).toISOString();
}

/** How far the city's clock is ahead of UTC at an instant. */
function shiftMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const shown = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}Z`;
  return Date.parse(shown) - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}
