import type { Logger } from 'pino';
import { type FoundCity, foundCity } from './found-city.ts';

const LOOK_EVERY_MS = 3_600_000;

/** A system that runs for weeks gives each coming day its shifts in time. Returns how to stop. */
export function keepDaysOpen(city: FoundCity, log: Logger): () => Promise<void> {
  let looking: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    looking = foundCity(city).catch((error: unknown) => log.error({ event: 'days.notOpened', err: error }));
  }, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
