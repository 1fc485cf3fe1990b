import pg from 'pg';
import { Unavailable } from '../rules/refusal.ts';
import type { Database, QueuePool } from './port.ts';
import { runTransaction } from './run-transaction.ts';
import { ServerHolds } from './server-holds.ts';
import { ServerListener } from './server-listener.ts';
import { ServerSession } from './server-session.ts';
import { sqlStateOf } from './sql-state.ts';
import { StatementNames } from './statement-names.ts';
import { TransactionGuard } from './transaction-guard.ts';

export interface ServerOptions {
  readonly url: string;
  readonly poolSizeMax?: number;
  /** Each BullMQ worker and event reader holds one of these for LISTEN. */
  readonly queuePoolSizeMax?: number;
}

/** The server shuts down, has crashed, or is not up yet. */
const GOODBYES: readonly (string | undefined)[] = ['57P01', '57P02', '57P03'];
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 60_000;

/** PostgreSQL with PostGIS over the network, through a pool. */
export async function openServer({ url, poolSizeMax = 10, queuePoolSizeMax = 20 }: ServerOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSizeMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    options: '-c timezone=UTC',
  });
  pool.on('error', () => {
    // An idle connection that drops is replaced at its next use; without a listener it would end the process.
  });
  const guard = new TransactionGuard();
  const names = new StatementNames();
  const listener = new ServerListener(url);
  const holds = new ServerHolds(url);
  let queuePool: pg.Pool | undefined;

  const database: Database = {
    engine: 'postgres',
    async transaction(run, options) {
      guard.refuseInside('a transaction');
      const client = await connect(pool);
      const session = new ServerSession(client, names);
      try {
        return await guard.run(() => runTransaction(session, run, options));
      } catch (error) {
        if (!session.lost && !isGoodbye(error)) throw error;
        throw new Unavailable('the connection to the database broke', { cause: error, part: 'database' });
      } finally {
        session.release();
      }
    },
    read: (run) => database.transaction(run, { isolation: 'repeatable read', readOnly: true }),
    listen: (channel, onPayload) => listener.notifications.subscribe(channel, onPayload),
    hold: (name) => holds.take(name),
    queuePool() {
      queuePool ??= openQueuePool(url, queuePoolSizeMax);
      // `pg` overloads `query` and `on` more widely than the port needs; every call the port allows is one of them.
      return queuePool as unknown as QueuePool;
    },
    async close() {
      await holds.close();
      await listener.close();
      await queuePool?.end();
      await pool.end();
    },
  };

  try {
    // As owner: before the first migration there is no other role.
    await database.transaction((tx) => tx.execute('select 1'), { role: 'owner' });
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

function openQueuePool(url: string, max: number): pg.Pool {
  const queuePool = new pg.Pool({
    connectionString: url,
    max,
    keepAlive: true,
    options: '-c search_path=bullmq -c role=baogong_queue',
  });
  queuePool.setMaxListeners(0);
  return queuePool;
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw new Unavailable('the database does not answer', { cause: error, part: 'database' });
  }
}

function isGoodbye(error: unknown): boolean {
  return GOODBYES.includes(sqlStateOf(error));
}
