import { InvariantError } from '../rules/refusal.ts';
import type { TransactionOptions, Tx } from './port.ts';

/** One session of either engine while a transaction holds it. */
export interface TransactionSession {
  exec(text: string): Promise<void>;
  /** A query builder on this session; `assertOpen` runs before each statement. */
  build(assertOpen: () => void): Tx;
}

/** BEGIN with the role and isolation in one message, then `run`, then COMMIT; any error rolls back. */
export async function runTransaction<T>(
  session: TransactionSession,
  run: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const { isolation = 'read committed', readOnly = false, role = 'app' } = options;
  let open = true;
  const tx = session.build(() => {
    if (!open) throw new InvariantError('a statement came after the end of its transaction: a promise was not awaited');
  });

  await session.exec(
    `begin isolation level ${isolation} ${readOnly ? 'read only' : 'read write'}${role === 'app' ? '; set local role baogong_app' : ''}`,
  );
  try {
    const result = await run(tx);
    open = false;
    await session.exec('commit');
    return result;
  } catch (error) {
    open = false;
    // A session that cannot roll back is not used again; why the work failed is what there is to tell.
    await session.exec('rollback').catch(() => undefined);
    throw error;
  }
}
