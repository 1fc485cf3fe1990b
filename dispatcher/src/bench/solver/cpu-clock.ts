import type { Clock } from '../../solver/flat/clock.ts';

/** CPU seconds of this process since now, all its threads and its compiler and collector included. */
export function startCpuClock(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000_000;
  };
}

/** A budget of CPU seconds, of rounds, or of whichever comes first. */
export function budgetClock(asked: { readonly timeS: number | null; readonly rounds: number | null }): Clock {
  return {
    roundsMax: asked.rounds ?? Number.MAX_SAFE_INTEGER,
    limitS: asked.timeS ?? Number.POSITIVE_INFINITY,
    usedS: startCpuClock(),
  };
}
