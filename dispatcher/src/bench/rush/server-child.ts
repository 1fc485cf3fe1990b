import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { endingWithParent } from '../../serve/local/ending-with-parent.ts';

export interface ServerChild {
  readonly address: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly readyS: number;
  /** Sends the signal and waits for the end; gives the exit code, or the signal that ended it. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | string>;
}

const READY_MAX_MS = 300_000;
const LOOK_EVERY_MS = 50;
/** A rush on a machine that is busy with other work may keep its last buyer waiting this long. */
const REQUEST_TIMEOUT_S = '300';
const launcher = fileURLToPath(new URL('../../../bin/run.mjs', import.meta.url));
const readyFileSchema = z.object({ api: z.url(), tokens: z.record(z.string(), z.string()) });

/** `npm start` as its own process on a data folder, waited for until its ready file is there. */
export async function startChild(dataDir: string, args: readonly string[]): Promise<ServerChild> {
  const readyFile = join(dataDir, 'ready.json');
  const startedMs = performance.now();
  const [command, all] = endingWithParent({
    command: process.execPath,
    args: [launcher, 'start', '--data', dataDir, '--port', '0', '--ready-file', readyFile, ...args],
    stopSignal: 'SIGTERM',
  });
  const env = { ...process.env, REQUEST_TIMEOUT_S };
  const child = spawn(command, all, { stdio: ['ignore', 'ignore', 'inherit'], env });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  const ended = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => {
    process.off('exit', orphaned);
    return code ?? signal ?? 'unknown';
  });

  // The file of an earlier start goes with the first step of this one, long before it is written again.
  const before = existsSync(readyFile) ? readFileSync(readyFile, 'utf8') : '';
  const isReady = () => existsSync(readyFile) && readFileSync(readyFile, 'utf8') !== before;
  while (!isReady()) {
    const waitedMs = performance.now() - startedMs;
    if (child.exitCode !== null || waitedMs > READY_MAX_MS) {
      orphaned();
      throw new Error(`the server was not ready after ${Math.round(waitedMs)} ms (exit ${child.exitCode})`);
    }
    await delay(LOOK_EVERY_MS);
  }
  const { api, tokens } = readyFileSchema.parse(JSON.parse(readFileSync(readyFile, 'utf8')));
  return {
    address: api,
    tokens,
    readyS: Math.round((performance.now() - startedMs) / 100) / 10,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
