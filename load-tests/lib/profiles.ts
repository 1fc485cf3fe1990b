import exec from 'k6/execution';
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

export interface Opening {
  readonly perSecond: number;
  readonly rampS: number;
  readonly plateauS: number;
}

/** Enough virtual users for everybody to wait so long; each costs the crowd's own machine time before it begins. */
const WAIT_S = 1;
const VUS_MIN = 40;

/** The doors open: from nobody to `perSecond` within `rampS`, who then keep coming for `plateauS`. */
export function opening({ exec, perSecond, rampS, plateauS }: Opening & { exec: string }): Scenario {
  return {
    executor: 'ramping-arrival-rate',
    exec,
    startRate: 0,
    timeUnit: '1s',
    stages: [
      { target: perSecond, duration: `${rampS}s` },
      { target: perSecond, duration: `${plateauS}s` },
    ],
    preAllocatedVUs: Math.max(VUS_MIN, perSecond * WAIT_S),
  };
}

/** Tags all that this person does from here on with the part of the opening in which he came. */
export function tagPhase({ rampS }: Opening): void {
  const passedS = (Date.now() - exec.scenario.startTime) / 1000;
  exec.vu.metrics.tags.phase = passedS < rampS ? 'ramp' : 'plateau';
}
