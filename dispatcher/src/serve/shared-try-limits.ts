import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type MakeTryLimit, tooManyTries, tryLimit } from '@baogong/api/identity/try-limit';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { z } from 'zod';
import { reasonOf } from './reason-of.ts';

export interface SharedTryLimits {
  readonly make: MakeTryLimit;
  close(): void;
}

const PREFIX = 'baogong:tries';
/** A counter does not wait longer for it at its start. */
const CONNECT_MAX_MS = 1_000;
const COMMAND_MAX_MS = 300;
const RECONNECT_MS = 100;
const RECONNECT_MAX_MS = 1_000;

/** One step, so that tries at once cannot pass each other: counted, or refused uncounted; and what is left of the window. */
const SPEND = `
local tries = redis.call('incr', KEYS[1])
if tries == 1 then redis.call('pexpire', KEYS[1], ARGV[2]) end
local left = redis.call('pttl', KEYS[1])
if tries <= tonumber(ARGV[1]) then return {1, left} end
redis.call('decr', KEYS[1])
return {0, left}`;
const GIVE_BACK = `if redis.call('exists', KEYS[1]) == 1 then redis.call('decr', KEYS[1]) end`;
const spendAnswer = z.tuple([z.number(), z.number()]);

/**
 * Counts tries in Redis, where all counters of a city see them: whoever guesses gains nothing by asking each of them. Every
 * process counts its own as well, so that a Redis that is away lifts no limit, and stops nobody.
 */
export async function sharedTryLimits(url: string, log: Logger): Promise<SharedTryLimits> {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_MAX_MS,
    retryStrategy: (times) => Math.min(RECONNECT_MAX_MS, RECONNECT_MS * times),
  });
  // Whoever asks learns that it is away.
  redis.on('error', () => undefined);
  await Promise.race([redis.connect().catch(() => undefined), delay(CONNECT_MAX_MS, undefined, { ref: false })]);
  return { make, close: () => redis.disconnect() };

  function make(options: Parameters<MakeTryLimit>[0]) {
    const { name, max, windowS } = options;
    const own = tryLimit(options);
    return {
      async spend(asker: string) {
        const giveBackOwn = await own.spend(asker);
        // Addresses and phone numbers are nobody's business there.
        const key = `${PREFIX}:${name}:${createHash('sha256').update(asker).digest('hex')}`;
        const answer = await asked(() => redis.eval(SPEND, 1, key, max, windowS * 1000));
        if (answer === undefined) return giveBackOwn;
        const [isCounted, leftMs] = spendAnswer.parse(answer);
        if (!isCounted) {
          await giveBackOwn();
          throw tooManyTries({ max, windowS, leftS: leftMs / 1000 });
        }
        return async () => {
          await giveBackOwn();
          await asked(() => redis.eval(GIVE_BACK, 1, key));
        };
      },
    };
  }

  async function asked(ask: () => Promise<unknown>): Promise<unknown> {
    try {
      return await ask();
    } catch (error) {
      log.warn({ event: 'tries.countedAlone', reason: reasonOf(error) });
      return undefined;
    }
  }
}
