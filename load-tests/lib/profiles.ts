import type { Scenario } from 'k6/options';

// Open models only: people come when they come, and do not wait for the one before to be served.

const VUS_PER_ARRIVAL = 10;

/** A steady stream of `perSecond` people for `seconds`. */
export function steady({ exec, perSecond, seconds }: { exec: string; perSecond: number; seconds: number }): Scenario {
  return {
    executor: 'constant-arrival-rate',
    exec,
    rate: perSecond,
    timeUnit: '1s',
    duration: `${seconds}s`,
    preAllocatedVUs: perSecond * VUS_PER_ARRIVAL,
  };
}
