import type { Held } from './port.ts';

/** Names that are held in the one process that owns a data folder. */
export class LocalHolds {
  readonly #held = new Set<string>();

  take(name: string): Held | undefined {
    if (this.#held.has(name)) return undefined;
    this.#held.add(name);
    return {
      lost: new AbortController().signal,
      release: async () => {
        this.#held.delete(name);
      },
    };
  }
}
