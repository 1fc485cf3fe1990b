/** A half-open span of time `[from, to)`; `to: null` means until further notice. */
export interface TimeWindow {
  readonly from: Date;
  readonly to: Date | null;
}

export function containsInstant(window: TimeWindow, instant: Date): boolean {
  return window.from <= instant && (window.to === null || instant < window.to);
}

/** Does the outer window hold every instant of the inner one? */
export function containsWindow(outer: TimeWindow, inner: TimeWindow): boolean {
  if (inner.from < outer.from) return false;
  return outer.to === null || (inner.to !== null && inner.to <= outer.to);
}

/** Have the two windows an instant in common? An empty window has none with anything. */
export function overlap(one: TimeWindow, other: TimeWindow): boolean {
  return intersection(one, other) !== null;
}

/** The instants that both windows hold, or null when there are none. */
export function intersection(one: TimeWindow, other: TimeWindow): TimeWindow | null {
  const from = new Date(Math.max(one.from.getTime(), other.from.getTime()));
  const to = earlier(one.to, other.to);
  return to === null || from < to ? { from, to } : null;
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null) return other;
  if (other === null) return one;
  return new Date(Math.min(one.getTime(), other.getTime()));
}
