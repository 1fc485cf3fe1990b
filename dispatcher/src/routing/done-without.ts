import { Unavailable } from '@baogong/drizzle/rules/refusal';

/** Tells whoever keeps an engine that it is broken, and which one it is. */
export type OnUnavailable = (error: Unavailable, engine: string) => void;

/** A broken engine is done without: nothing comes of what it was asked. */
export function doneWithout(onUnavailable: OnUnavailable = () => undefined) {
  return async <T>(engine: string, ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      onUnavailable(error, engine);
      return undefined;
    }
  };
}
