import { EventEmitter } from 'node:events';
import type { EmbeddedSession } from './embedded-session.ts';
import type { QueueClient, QueuePool, QueueResult, Unlisten } from './port.ts';
import type { TransactionGuard } from './transaction-guard.ts';

const LISTEN = /(?:^|\n)\s*listen\s+"?(\w+)"?/i;
const BEGIN = /^\s*begin\b/i;
const END = /^\s*(commit|rollback)\b/i;
const NAMES_CONNECTION = /set_config\('application_name'/i;
const NOTHING: QueueResult = { rows: [], rowCount: 0 };

/** Stands in for a `pg` pool on the one embedded session, so that BullMQ's PostgreSQL backend runs on it unchanged. */
export class EmbeddedQueuePool extends EventEmitter implements QueuePool {
  /** There is no socket that could drop, so BullMQ may block as long as it likes. */
  readonly options = { keepAlive: true };
  readonly #session: EmbeddedSession;
  readonly #guard: TransactionGuard;

  constructor(session: EmbeddedSession, guard: TransactionGuard) {
    super();
    this.setMaxListeners(0);
    this.#session = session;
    this.#guard = guard;
  }

  async query(text: string, params?: readonly unknown[]): Promise<QueueResult> {
    this.#guard.refuseInside('a queue statement');
    return this.#session.lock.run(() => this.#session.statement(text, params));
  }

  async connect(): Promise<QueueClient> {
    return new EmbeddedQueueClient(this.#session, this.#guard);
  }

  async end(): Promise<void> {
    // The database closes its own session.
  }
}

/** Holds the session only between BEGIN and COMMIT; a client that merely listens holds nothing. */
class EmbeddedQueueClient extends EventEmitter implements QueueClient {
  readonly #session: EmbeddedSession;
  readonly #guard: TransactionGuard;
  readonly #unlisten = new Map<string, Unlisten>();
  #inTransaction = false;

  constructor(session: EmbeddedSession, guard: TransactionGuard) {
    super();
    this.setMaxListeners(0);
    this.#session = session;
    this.#guard = guard;
  }

  async query(text: string, params?: readonly unknown[]): Promise<QueueResult> {
    if (NAMES_CONNECTION.test(text)) return NOTHING;
    const channel = LISTEN.exec(text)?.[1];
    if (channel) return this.#listen(channel);
    if (this.#inTransaction) return this.#continue(text, params);
    this.#guard.refuseInside('a queue statement');
    if (BEGIN.test(text)) return this.#begin(text);
    return this.#session.lock.run(() => this.#session.statement(text, params));
  }

  release(): void {
    for (const unlisten of this.#unlisten.values()) void unlisten();
    this.#unlisten.clear();
    this.removeAllListeners();
    if (this.#inTransaction) void this.#continue('rollback');
  }

  async #listen(channel: string): Promise<QueueResult> {
    if (!this.#unlisten.has(channel)) {
      const deliver = (payload: string) => this.emit('notification', { channel, payload });
      this.#unlisten.set(channel, await this.#session.notifications.subscribe(channel, deliver));
    }
    return NOTHING;
  }

  async #begin(text: string): Promise<QueueResult> {
    await this.#session.lock.acquire();
    this.#inTransaction = true;
    return this.#session.statement(text);
  }

  async #continue(text: string, params?: readonly unknown[]): Promise<QueueResult> {
    try {
      return await this.#session.statement(text, params);
    } finally {
      if (END.test(text)) {
        this.#inTransaction = false;
        this.#session.lock.release();
      }
    }
  }
}
