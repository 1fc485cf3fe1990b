import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { channelName, NotificationHub } from './notification-hub.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const RECONNECT_MS = 1_000;
const KEEP_ALIVE_DELAY_MS = 10_000;

/** One connection of its own for LISTEN, made at the first subscription and made again when it drops. */
export class ServerListener {
  readonly notifications = new NotificationHub((channel) => this.#listen(channel));
  readonly #url: string;
  #client: Promise<pg.Client> | undefined;
  #closed = false;

  constructor(url: string) {
    this.#url = url;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = await this.#client?.catch(() => undefined);
    await client?.end();
  }

  async #listen(channel: string): Promise<void> {
    this.#client ??= this.#connect();
    const client = await this.#client;
    await client.query(`listen ${channelName(channel)}`);
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    });
    let isGone = false;
    client.on('notification', ({ channel, payload }) => this.notifications.deliver(channel, payload ?? ''));
    client.on('error', () => {
      // It tells several times; one way back is enough.
      if (isGone) return;
      isGone = true;
      this.#client = undefined;
      void this.#reconnect();
    });
    try {
      await client.connect();
    } catch (error) {
      isGone = true;
      this.#client = undefined;
      throw error;
    }
    return client;
  }

  /** What was notified meanwhile is lost: subscribers poll slowly anyway. */
  async #reconnect(): Promise<void> {
    while (!this.#closed) {
      await delay(RECONNECT_MS);
      try {
        for (const channel of this.notifications.channels) await this.#listen(channel);
        return;
      } catch {
        // The server is not back yet.
      }
    }
  }
}
