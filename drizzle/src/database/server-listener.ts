import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { channelName, NotificationHub } from './notification-hub.ts';

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
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    });
    client.on('notification', ({ channel, payload }) => this.notifications.deliver(channel, payload ?? ''));
    client.on('error', () => void this.#reconnect());
    await client.connect();
    return client;
  }

  /** What was notified meanwhile is lost: subscribers poll slowly anyway. */
  async #reconnect(): Promise<void> {
    while (!this.#closed) {
      await delay(RECONNECT_MS);
      try {
        this.#client = this.#connect();
        const client = await this.#client;
        for (const channel of this.notifications.channels) await client.query(`listen ${channelName(channel)}`);
        return;
      } catch {
        this.#client = undefined;
      }
    }
  }
}
