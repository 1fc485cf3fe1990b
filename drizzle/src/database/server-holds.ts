import pg from 'pg';
import { Unavailable } from '../rules/refusal.ts';
import type { Held } from './port.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_DELAY_MS = 10_000;

/**
 * Names that this process holds among all of one database, by advisory locks on a connection of their own: a process that
 * dies lets go of everything at once, without a lease that would have to run out.
 */
export class ServerHolds {
  readonly #url: string;
  readonly #mine = new Map<string, AbortController>();
  #connection: Promise<pg.Client> | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  async take(name: string): Promise<Held | undefined> {
    // Advisory locks may be taken again by the session that has them; here one taker is one holder.
    if (this.#mine.has(name)) return undefined;
    const lost = new AbortController();
    this.#mine.set(name, lost);
    try {
      const connection = await this.#connect();
      const { rows } = await connection.query<{ mine: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
        [name],
      );
      if (rows[0]?.mine) return { lost: lost.signal, release: () => this.#release(name, lost, connection) };
    } catch (cause) {
      this.#forget(name, lost);
      throw new Unavailable(`the database cannot say who holds ${name}`, { cause, part: 'database' });
    }
    this.#forget(name, lost);
    return undefined;
  }

  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    this.#connection = undefined;
    await connection?.end();
  }

  /** Not when it was lost meanwhile and somebody here has taken it again. */
  #forget(name: string, lost: AbortController): boolean {
    return this.#mine.get(name) === lost && this.#mine.delete(name);
  }

  async #release(name: string, lost: AbortController, connection: pg.Client): Promise<void> {
    if (!this.#forget(name, lost)) return;
    // When the connection is gone, so is the lock.
    await connection.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch(() => undefined);
  }

  #connect(): Promise<pg.Client> {
    this.#connection ??= this.#open();
    return this.#connection;
  }

  async #open(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    });
    let isGone = false;
    const dropped = () => {
      // It tells several times; what was taken since then is on the next connection.
      if (isGone) return;
      isGone = true;
      this.#connection = undefined;
      for (const lost of this.#mine.values()) lost.abort();
      this.#mine.clear();
    };
    client.on('error', dropped);
    client.on('end', dropped);
    try {
      await client.connect();
    } catch (error) {
      isGone = true;
      this.#connection = undefined;
      throw error;
    }
    return client;
  }
}
