import { AsyncResource } from 'node:async_hooks';
import type { Unlisten } from './port.ts';

type Deliver = (payload: string) => void;

interface Channel {
  readonly subscribers: Set<Deliver>;
  readonly listening: Promise<void>;
}

/** Shares one LISTEN per channel among any number of subscribers of this process. */
export class NotificationHub {
  readonly #channels = new Map<string, Channel>();
  readonly #listen: (channel: string) => Promise<void>;

  constructor(listen: (channel: string) => Promise<void>) {
    this.#listen = listen;
  }

  async subscribe(channel: string, onPayload: Deliver): Promise<Unlisten> {
    // Bound to the subscriber's own context: a payload is delivered while somebody else's commit runs.
    const deliver: Deliver = AsyncResource.bind((payload: string) => onPayload(payload));
    const { subscribers, listening } = this.#open(channel);
    subscribers.add(deliver);
    await listening;
    return async () => {
      subscribers.delete(deliver);
    };
  }

  /** Channels to listen to again after the listening connection was lost. */
  get channels(): string[] {
    return [...this.#channels.keys()];
  }

  deliver(channel: string, payload: string): void {
    for (const deliver of this.#channels.get(channel)?.subscribers ?? []) setImmediate(deliver, payload);
  }

  /** A channel that could not be listened to is nobody's; the next subscriber tries again. */
  #open(channel: string): Channel {
    const known = this.#channels.get(channel);
    if (known) return known;
    const listening = this.#listen(channel).catch((error: unknown) => {
      this.#channels.delete(channel);
      throw error;
    });
    const opened = { subscribers: new Set<Deliver>(), listening };
    this.#channels.set(channel, opened);
    return opened;
  }
}

/** Channel names are identifiers in SQL; ours are plain words. */
export function channelName(channel: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(channel)) {
    throw new TypeError(`channel ${JSON.stringify(channel)}: lower-case letters, digits and underscore expected`);
  }
  return channel;
}
