import type { PGlite, QueryOptions } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { EmbeddedStatements } from './embedded-statements.ts';
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
  readonly #statements: EmbeddedStatements;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
    this.#statements = new EmbeddedStatements(pglite);
    pglite.onNotification((channel, payload) => this.notifications.deliver(channel, payload));
  }

  async exec(text: string): Promise<void> {
    await this.#statements.exec(text);
  }

  /** After a change of schema. */
  forgetStatements(): Promise<void> {
    return this.#statements.forget();
  }

  build(assertOpen: () => void): Tx {
    // The query builder takes a plain object for its configuration, so the client is an instance of a class.
    const client = new StatementClient(this.#statements, assertOpen);
    return drizzle({ client: client as unknown as PGlite, casing: 'snake_case' });
  }

  /** A statement as `pg` takes it: without parameters it may be several; the last one's rows count. */
  async statement(text: string, params?: readonly unknown[]): Promise<QueueResult> {
    const result = params ? await this.#statements.query(text, params) : (await this.#pglite.exec(text)).at(-1);
    const rows = result?.rows ?? [];
    return { rows, rowCount: result?.affectedRows || rows.length };
  }
}

class StatementClient {
  readonly #statements: EmbeddedStatements;
  readonly #assertOpen: () => void;

  constructor(statements: EmbeddedStatements, assertOpen: () => void) {
    this.#statements = statements;
    this.#assertOpen = assertOpen;
  }

  query(text: string, params?: unknown[], options?: QueryOptions) {
    this.#assertOpen();
    return this.#statements.query(text, params, options);
  }
}
