import { existsSync } from 'node:fs';
import { createApp } from '@baogong/api/app';
import { readApiConfig } from '@baogong/api/config';
import { terminalSmsGateway } from '@baogong/api/identity/terminal-sms-gateway';
import { listen } from '@baogong/api/server';
import { clockOf } from '@baogong/drizzle/database/clock';
import type { Logger } from 'pino';
import { stepClock } from '../jobs/step-clock.ts';
import { untilIdle } from '../outbox/idle.ts';
import { redisBackend } from '../queues/redis-backend.ts';
import { watchQueues } from '../queues/watch-queues.ts';
import type { ServeConfig } from './config.ts';
import { NotServed } from './not-served.ts';
import { openServerDatabase } from './open-server-database.ts';
import type { Served } from './serve-dispatcher.ts';
import { sharedTryLimits } from './shared-try-limits.ts';
import { Stack } from './stack.ts';

const IDLE_TIMEOUT_MS = 120_000;

/** The counter as a process of its own, beside others like it. Guesses are counted in Redis; only where time is simulated does it look at the queue. */
export async function serveApi(config: ServeConfig, log: Logger): Promise<Served> {
  const open = new Stack();
  try {
    const database = await openServerDatabase(config);
    open.push(() => database.close());
    const clock = await clockOf(database);
    const api = readApiConfig();
    if (!api.secretIsShared) {
      throw new NotServed(
        'BAOGONG_SECRET is not set: API processes of one city must share it (32 characters or more).',
      );
    }
    const tries = await sharedTryLimits(config.redisUrl, log);
    open.push(() => tries.close());
    const simulated = clock.kind === 'stepped' ? await stepping() : {};
    const app = createApp({
      ...{ database, clock, config: api, logger: log },
      smsGateway: terminalSmsGateway(process.stderr),
      tryLimit: tries.make,
      ...simulated,
      ...(existsSync(config.pages) && { pages: config.pages }),
    });
    const listening = await listen({ app, host: config.host, port: config.port });
    open.push(() => listening.close());
    log.info({ event: 'api.ready', address: listening.address });
    return { address: listening.address, stop: () => open.close() };

    async function stepping() {
      const queues = await watchQueues(redisBackend({ url: config.redisUrl }), log);
      open.push(() => queues.close());
      const idle = () => untilIdle({ database, jobs: queues, timeoutMs: IDLE_TIMEOUT_MS });
      return {
        simulation: { advance: (to: Date) => stepClock({ database, clock, idle }, to) },
        parts: { queue: async () => void (await queues.quiet()) },
      };
    }
  } catch (error) {
    await open.close();
    throw error;
  }
}
