import { Refusal } from '@baogong/drizzle/rules/refusal';
import { describe, expect, it } from 'vitest';
import type { TryLimit } from './try-limit.ts';

export interface TryLimitsUnderTest {
  /** Two askers' limit: two tries in a window. */
  readonly limit: TryLimit;
  readonly windowS: number;
  passS(seconds: number): Promise<void>;
}

export function tryLimitContract(name: string, make: () => Promise<TryLimitsUnderTest>): void {
  describe(`TryLimit: ${name}`, () => {
    it('an asker has his tries in a window, is told how long it lasts, and has them again in the next', async () => {
      const { limit, windowS, passS } = await make();
      await limit.spend('one');
      await passS(0.4 * windowS);
      await limit.spend('one');
      const refusal = await limit.spend('one').catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Refusal);
      expect((refusal as Refusal).details.retryAfterS).toBe(Math.ceil(0.6 * windowS));
      await limit.spend('another');
      await passS(0.6 * windowS);
      await limit.spend('one');
    });

    it('a try that is given back can be spent again', async () => {
      const { limit } = await make();
      for (let i = 0; i < 5; i++) await (await limit.spend('one'))();
      await limit.spend('one');
      await limit.spend('one');
      await expect(limit.spend('one')).rejects.toThrow('tooManyTries');
    });

    it('tries at once count each for themselves', async () => {
      const { limit } = await make();
      const tries = await Promise.allSettled(Array.from({ length: 20 }, () => limit.spend('one')));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    });
  });
}
