import type { Measured } from './ceiling/measured.ts';
import type { CpuSeconds } from './cpu-seconds.ts';

/** One part of a run: what was measured, and the processor time that it took. */
export interface Part extends Measured {
  readonly cpu: CpuSeconds | undefined;
}

interface Compared {
  readonly rush: Part & { readonly refusedPerSecond: number };
  readonly before: Part;
  readonly after: Part;
  readonly load: { readonly before: number; readonly during: number };
  readonly scale: string;
}

/** The crowd's figures beside those of the bare database, taken before and after it in the same run. */
export function compare({ rush, before, after, load, scale }: Compared): void {
  const ratio = (2 * rush.perSecond) / (before.perSecond + after.perSecond);
  console.table([
    { what: 'pgbench, before', ...shown(before) },
    { what: 'orders over HTTP', ...shown(rush) },
    { what: 'pgbench, after', ...shown(after) },
  ]);
  console.log(
    `HTTP ÷ pgbench: ${ratio.toFixed(2)} (${rush.refusedPerSecond.toFixed(1)} refused/s beside; load average ` +
      `${load.before.toFixed(1)} before the run, ${load.during.toFixed(1)} at the end of the crowd)`,
  );
  console.log(JSON.stringify({ bench: 'opening-rush', scale, rush, pgbench: { before, after }, ratio, load }));
}

function shown({ perSecond, p50Ms, p95Ms, p99Ms, orders, cpu }: Part) {
  const each = (seconds: number) => tenths((seconds * 1000) / orders);
  return {
    'orders/s': Math.round(perSecond),
    'p50 ms': tenths(p50Ms),
    'p95 ms': tenths(p95Ms),
    'p99 ms': tenths(p99Ms),
    ...(cpu && {
      'counters, CPU ms/order': each(cpu.counters),
      'database, CPU ms/order': each(cpu.database),
      'crowd, CPU ms/order': each(cpu.crowd),
    }),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
