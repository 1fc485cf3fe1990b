import { AsyncResource } from 'node:async_hooks';
import type { Unlisten } from './port.ts';

type Deliver = (payload: string) => void;

/** Shares one LISTEN per channel among any number of subscribers of this process. */
export class NotificationHub {
  readonly #subscribers = new Map<string, Set<Deliver>>();
  readonly #listen: (channel: string) => Promise<void>;

  constructor(listen: (channel: string) => Promise<void>) {
    this.#listen = listen;
  }

  async subscribe(channel: string, onPayload: Deliver): Promise<Unlisten> {
    // Bound to the subscriber's own context: a payload is delivered while somebody else's commit runs.
    const deliver: Deliver = AsyncResource.bind((payload: string) => onPayload(payload));
    const known = this.#subscribers.get(channel);
    const subscribers = known ?? new Set<Deliver>();
    subscribers.add(deliver);
    if (!known) {
      this.#subscribers.set(channel, subscribers);
      await this.#listen(channel);
    }
    return async () => {
      subscribers.delete(deliver);
    };
  }

  /** Channels to listen to again after the listening connection was lost. */
  get channels(): string[] {
    return [...this.#subscribers.keys()];
  }

  deliver(channel: string, payload: string): void {
    for (const deliver of this.#subscribers.get(channel) ?? []) setImmediate(deliver, payload);
  }
}

/** Channel names are identifiers in SQL; ours are plain words. */
export function channelName(channel: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(channel)) {
    throw new TypeError(`channel ${JSON.stringify(channel)}: lower-case letters, digits and underscore expected`);
  }
  return channel;
}
