import type { ChaosTown } from './chaos-town.ts';
import { untilAnswered } from './look.ts';
import { isPlanned } from './wave-watch.ts';

/** After this nothing is waited for any more: something is broken for good. */
export const PATIENCE_MS = 60_000;
export const ORDERS_PER_WAVE = 16;

/** The clerk makes boxes of the orders that wait longest. */
export function pack({ clerk, warehouseId }: ChaosTown): Promise<unknown> {
  return clerk.post(`/v1/warehouses/${warehouseId}/packs`, { limit: ORDERS_PER_WAVE });
}

export async function requestWave({ commander }: ChaosTown): Promise<string> {
  return (await commander.post<{ waveId: string }>('/v1/waves')).waveId;
}

export async function untilPlanned({ stack }: ChaosTown, waveId: string): Promise<void> {
  await untilAnswered(async () => (await isPlanned(stack.database, waveId)) || undefined, {
    ...{ withinMs: PATIENCE_MS, what: `wave ${waveId} planned` },
  });
}
