import type { SQL } from 'drizzle-orm';
import type { Reader } from './port.ts';

/**
 * Runs a hand-written statement and gives its rows. Both drivers answer `{ rows }`; `T` is a promise that the caller
 * makes about its own SQL. Whole numbers arrive as number, instants as text: select what JSON can hold.
 */
export async function rows<T>(db: Reader, statement: SQL): Promise<T[]> {
  const result = (await db.execute(statement)) as { rows: T[] };
  return result.rows;
}
