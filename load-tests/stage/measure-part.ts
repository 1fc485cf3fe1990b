import { type CpuSeconds, cpuSeconds } from './cpu-seconds.ts';

/** Runs a part and tells what processor time it took of the stack in `dir`. */
export async function measurePart<T>(dir: string, run: () => Promise<T>): Promise<T & { cpu: CpuSeconds | undefined }> {
  const from = cpuSeconds(dir);
  const measured = await run();
  const to = cpuSeconds(dir);
  return { ...measured, cpu: from && to && taken(from, to) };
}

function taken(from: CpuSeconds, to: CpuSeconds): CpuSeconds {
  return {
    counters: to.counters - from.counters,
    database: to.database - from.database,
    crowd: to.crowd - from.crowd,
  };
}
