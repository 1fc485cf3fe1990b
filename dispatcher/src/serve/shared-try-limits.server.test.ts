import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { tryLimitContract } from '@baogong/api/identity/try-limit.contract';
import { pino } from 'pino';
import { afterAll, expect, it } from 'vitest';
import { type SharedTryLimits, sharedTryLimits } from './shared-try-limits.ts';

const log = pino({ level: 'silent' });
const redisUrl = process.env.REDIS_URL ?? '';
const open: SharedTryLimits[] = [];
afterAll(() => {
  for (const limits of open) limits.close();
});

async function counter(url = redisUrl): Promise<SharedTryLimits> {
  const limits = await sharedTryLimits(url, log);
  open.push(limits);
  return limits;
}

/** What no other test asks for. */
const name = () => `test-${randomBytes(6).toString('hex')}`;
const first = await counter();
const second = await counter();

tryLimitContract('of two counters, asked in turn', async () => {
  const shared = { name: name(), max: 2, windowS: 1 };
  const [one, other] = [first.make(shared), second.make(shared)];
  let turn = 0;
  return {
    limit: { spend: (asker) => (turn++ % 2 ? one : other).spend(asker) },
    windowS: 1,
    passS: (seconds) => delay(seconds * 1000),
  };
});

it('without Redis each counter goes on, by its own count', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : 0;
  for (const url of ['redis://127.0.0.1:1', `redis://127.0.0.1:${port}`]) {
    const limit = (await counter(url)).make({ name: name(), max: 2, windowS: 10 });
    await limit.spend('one');
    await limit.spend('one');
    await expect(limit.spend('one')).rejects.toThrow('tooManyTries');
  }
  silent.close();
});
