import type { PGlite, QueryOptions } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { FifoLock } from './fifo-lock.ts';
import { channelName, NotificationHub } from './notification-hub.ts';
import type { QueueResult, Tx } from './port.ts';
import type { TransactionSession } from './run-transaction.ts';

/** The only session of an embedded database. Its holder is one statement or one transaction at a time. */
export class EmbeddedSession implements TransactionSession {
  readonly lock = new FifoLock();
  readonly notifications = new NotificationHub((channel) =>
    this.lock.run(() => this.exec(`listen ${channelName(channel)}`)),
  );
  readonly #pglite: PGlite;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
    pglite.onNotification((channel, payload) => this.notifications.deliver(channel, payload));
  }

  async exec(text: string): Promise<void> {
    await this.#pglite.exec(text);
  }

  build(assertOpen: () => void): Tx {
    // The query builder takes a plain object for its configuration, so the client is an instance of a class.
    const client = new StatementClient(this.#pglite, assertOpen);
    return drizzle({ client: client as unknown as PGlite, casing: 'snake_case' });
  }

  /** A statement as `pg` takes it: without parameters it may be several; the last one's rows count. */
  async statement(text: string, params?: readonly unknown[]): Promise<QueueResult> {
    const result = params ? await this.#pglite.query(text, [...params]) : (await this.#pglite.exec(text)).at(-1);
    const rows = result?.rows ?? [];
    return { rows, rowCount: result?.affectedRows || rows.length };
  }
}

class StatementClient {
  readonly #pglite: PGlite;
  readonly #assertOpen: () => void;

  constructor(pglite: PGlite, assertOpen: () => void) {
    this.#pglite = pglite;
    this.#assertOpen = assertOpen;
  }

  query(text: string, params?: unknown[], options?: QueryOptions) {
    this.#assertOpen();
    return this.#pglite.query(text, params, options);
  }
}
