import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { bindJob, defineJob } from './define-job.ts';
import { type JobEngine, startJobEngine } from './job-engine.ts';
import { redisBackend } from './redis-backend.ts';
import { jobRegistry } from './registry.ts';

const EVERY_MS = 300;
const url = process.env.REDIS_URL ?? '';
const prefix = `test-${randomBytes(6).toString('hex')}`;
const tick = defineJob({
  ...{ name: 'tick', queue: 'upkeep', payload: z.strictObject({}) },
  ...{ attemptsMax: 1, backoffMs: 0, timeoutMs: 500 },
} as const);
const redis = new Redis(url);
let engine: JobEngine;
let ticks = 0;

beforeAll(async () => {
  engine = await startJobEngine({
    backend: redisBackend({ url, prefix }),
    registry: jobRegistry([tick], [bindJob(tick, async () => void ticks++)]),
    schedules: [{ job: 'tick', everyMs: EVERY_MS }],
    concurrency: { planning: 1, upkeep: 1 },
    log: pino({ level: 'silent' }),
  });
});
afterAll(async () => {
  await engine.stop();
  redis.disconnect();
});

it('a schedule whose next tick was lost ticks again as soon as somebody looks at it', { timeout: 30_000 }, async () => {
  const waiting = `${prefix}:upkeep:delayed`;
  await expect.poll(() => ticks).toBeGreaterThan(0);
  const lost = async () => {
    const [next] = await redis.zrange(waiting, '0', '0');
    return next !== undefined && (await redis.multi().zrem(waiting, next).del(`${prefix}:upkeep:${next}`).exec());
  };
  await expect.poll(lost, { interval: 5 }).toBeTruthy();
  const before = ticks;

  const looked = async () => {
    await engine.reschedule();
    return ticks;
  };
  await expect.poll(looked, { timeout: 15_000 }).toBeGreaterThan(before + 2);
});
