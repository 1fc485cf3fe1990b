import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Tx } from './port.ts';
import type { TransactionSession } from './run-transaction.ts';
import type { StatementNames } from './statement-names.ts';

const INT8 = 20;

/** One connection of the pool while a transaction holds it. */
export class ServerSession implements TransactionSession {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  /** Why the connection must not go back to the pool. */
  broken: Error | undefined;
  /** The connection itself is gone, and with it whatever was not committed. */
  lost = false;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
    client.on('error', this.#onError);
  }

  // A connection that is reset says so twice, and a word without a listener would end the process.
  readonly #onError = (error: Error) => {
    this.broken ??= error;
    this.lost = true;
  };

  async exec(text: string): Promise<void> {
    try {
      await this.#client.query(text);
    } catch (error) {
      // A BEGIN, COMMIT or ROLLBACK that fails leaves the connection in a state that nobody knows.
      this.broken ??= error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  /** Gives the connection back; from then on the pool listens to it. */
  release(): void {
    this.#client.release(this.broken);
    this.#client.removeListener('error', this.#onError);
  }

  build(assertOpen: () => void): Tx {
    const client = new StatementClient(this.#client, this.#names, assertOpen);
    return drizzle({ client: client as unknown as pg.PoolClient, casing: 'snake_case' });
  }
}

class StatementClient {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  readonly #assertOpen: () => void;

  constructor(client: pg.PoolClient, names: StatementNames, assertOpen: () => void) {
    this.#client = client;
    this.#names = names;
    this.#assertOpen = assertOpen;
  }

  query(config: pg.QueryConfig, params?: unknown[]) {
    this.#assertOpen();
    const types = config.types;
    const getTypeParser = (oid: number, format: 'text' | 'binary') =>
      oid === INT8 ? settledInt8 : types?.getTypeParser(oid, format as 'text');
    const name = params ? this.#names.nameOf(config.text) : undefined;
    return this.#client.query(
      { ...config, ...(name !== undefined && { name }), types: { getTypeParser } as pg.CustomTypesConfig },
      params,
    );
  }
}

/** As the embedded engine gives it: a number where that is exact, else a BigInt. */
function settledInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
