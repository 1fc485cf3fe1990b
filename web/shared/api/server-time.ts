let aheadMs: number | undefined;

/** Phones are often wrong by minutes; every answer says what time it is. Its seconds are cut off, so it never runs ahead. */
export function noteServerTime(date: string | null): void {
  const at = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(at)) return;
  const seenMs = at - Date.now();
  if (aheadMs === undefined || seenMs > aheadMs) aheadMs = seenMs;
}

export function serverNow(): number {
  return Date.now() + (aheadMs ?? 0);
}
