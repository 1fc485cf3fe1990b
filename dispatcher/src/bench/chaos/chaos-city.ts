import { planShatou } from '../../city/shatou/plan-shatou.ts';
import { makeBenchCity } from '../rush/bench-city.ts';

export const CHAOS_CITY = 'chaos';
const SCALE = 0.1;
const UNITS = 1_000_000;
/** Nobody drives in a bench: a route that was planned keeps its rider for good, and so many of them are planned by a wave. */
const RIDERS_PER_WAVE = 5;
const MORNING_HOUR = 9;
const HOUR_MS = 3_600_000;
const HOURS_PER_DAY = 24;
/** Farther west than this no zone has a name. */
const WEST_MAX = -12;

/** A small city with more of everything than is asked for, in a time zone where the working day has just begun. */
export function makeChaosCity(dataDir: string, { now, waves }: { readonly now: Date; readonly waves: number }): void {
  const plan = planShatou({ name: CHAOS_CITY, seed: 1, scale: SCALE });
  const bases = plan.bases.map((base) => ({ ...base, riders: base.riders + RIDERS_PER_WAVE * waves }));
  makeBenchCity(dataDir, { ...plan, bases, timeZone: zoneOfMorning(now) }, ({ skus, balances }) => ({
    skus: skus.map((row) => ({ ...row, quotaPerWeek: UNITS })),
    balances: balances.map((row) => ({ ...row, onHand: UNITS })),
  }));
}

/** A bench by wall time runs at any hour, and riders on shift are a part of it. In these names east is minus. */
export function zoneOfMorning(now: Date): string {
  const utcHour = Math.floor(now.getTime() / HOUR_MS) % HOURS_PER_DAY;
  const ahead = MORNING_HOUR - utcHour;
  const east = ahead < WEST_MAX ? ahead + HOURS_PER_DAY : ahead;
  return `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}
