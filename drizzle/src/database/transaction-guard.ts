import { AsyncLocalStorage } from 'node:async_hooks';
import { InvariantError } from '../rules/refusal.ts';

/**
 * Knows whether the running code stands inside a transaction of this database. Embedded, a second use of the one session
 * would wait for ever; on a server it would drain the pool. Both throw instead.
 */
export class TransactionGuard {
  readonly #open = new AsyncLocalStorage<{ active: boolean }>();

  refuseInside(what: string): void {
    if (this.#open.getStore()?.active) {
      throw new InvariantError(`${what} inside a transaction of the same database: use its tx`);
    }
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const mark = { active: true };
    try {
      return await this.#open.run(mark, work);
    } finally {
      mark.active = false;
    }
  }
}
