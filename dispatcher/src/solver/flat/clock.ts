/** How long the search may run: by rounds, or by a clock of the caller's (CPU seconds) that is polled now and then. */
export interface Clock {
  readonly roundsMax: number;
  /** Seconds used up so far. */
  readonly usedS: () => number;
  readonly limitS: number;
}

/** Share of the budget used, 1 = spent. */
export function shareUsed(clock: Clock, rounds: number): number {
  const byRounds = rounds / clock.roundsMax;
  return clock.limitS === Number.POSITIVE_INFINITY ? byRounds : Math.max(byRounds, clock.usedS() / clock.limitS);
}
