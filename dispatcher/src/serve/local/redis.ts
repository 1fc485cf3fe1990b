import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { NotServed } from '../not-served.ts';
import type { ProcessPlan } from './local-process.ts';

export interface LocalRedis {
  readonly plan: ProcessPlan;
  readonly url: string;
}

const CONNECT_TIMEOUT_MS = 1_000;

/** A Redis in DIR/redis on a loopback port that keeps every write and evicts nothing. */
export function localRedis({ dir, port }: { readonly dir: string; readonly port: number }): LocalRedis {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    throw new NotServed('Redis is not on this machine: apt-get install redis-server.');
  }
  const folder = join(dir, 'redis');
  mkdirSync(folder, { recursive: true });
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    plan: {
      name: 'redis',
      command: 'redis-server',
      args: [
        ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--daemonize', 'no'],
        ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction'],
      ],
      logFile: join(dir, 'redis.log'),
      stopSignal: 'SIGTERM',
      isReady: () => answers(url),
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: CONNECT_TIMEOUT_MS, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } finally {
    redis.disconnect();
  }
}
