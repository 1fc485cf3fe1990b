import type { EventEmitter } from 'node:events';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

type Queries = PgDatabase<PgQueryResultHKT>;

/** What a query gets: it can read, never write. Outside an action it stands on one repeatable-read snapshot. */
export type Reader = Pick<
  Queries,
  'select' | 'selectDistinct' | 'selectDistinctOn' | 'execute' | '$count' | 'with' | '$with'
>;

/** One open transaction. It has no `transaction` of its own: `savepoint(tx, fn)` is the only nesting. */
export type Tx = Reader & Pick<Queries, 'insert' | 'update' | 'delete'>;

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /** `owner` may change the schema; everything else runs as `baogong_app`, which owns nothing. */
  readonly role?: 'app' | 'owner';
}

export type Unlisten = () => Promise<void>;

/** The truth. Actions reach it through `withTransaction`, queries through `read`. */
export interface Database {
  readonly engine: 'pglite' | 'postgres';
  /** One attempt: commits when `run` resolves, rolls back when it throws. Inside `run` the database itself refuses work. */
  transaction<T>(run: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Repeatable read, read only. */
  read<T>(run: (db: Reader) => Promise<T>): Promise<T>;
  /** Payloads of NOTIFY on a channel, delivered after the notifying transaction has committed. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<Unlisten>;
  /** Becomes the one holder of `name` among all processes of this database, or nothing when somebody else is. */
  hold(name: string): Promise<Held | undefined>;
  /** What BullMQ's PostgreSQL backend runs on; the same one at every call. */
  queuePool(): QueuePool;
  close(): Promise<void>;
}

/** Held until it is released or its holder dies; a lost connection is an end too, and `lost` is aborted. */
export interface Held {
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface QueueResult {
  readonly rows: unknown[];
  readonly rowCount?: number | null;
}

type Emitter = Pick<EventEmitter, 'on' | 'removeListener' | 'removeAllListeners'>;

/** The part of a `pg` client that BullMQ uses; embedded, a stand-in on the one session. */
export interface QueueClient extends Emitter {
  query(text: string, params?: readonly unknown[]): Promise<QueueResult>;
  release(destroy?: boolean): void;
}

/** The part of a `pg` pool that BullMQ uses. */
export interface QueuePool extends Emitter {
  query(text: string, params?: readonly unknown[]): Promise<QueueResult>;
  connect(): Promise<QueueClient>;
  end(): Promise<void>;
}
