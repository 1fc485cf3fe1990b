import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { NotPlayed } from './not-played.ts';
import { launcher, root } from './run-program.ts';

/** What a system under load tells when it is ready; the last ones only in server mode. */
export interface Ready {
  readonly api: string;
  readonly tokens: Readonly<Record<'resident' | 'warehouseClerk', string>>;
  readonly databaseUrl?: string;
  readonly residents?: readonly string[];
}

export interface System {
  readonly ready: Ready;
  stop(): Promise<void>;
}

interface Asked {
  readonly command: 'start' | 'server-local';
  readonly args: readonly string[];
  readonly readyFile: string;
}

const READY_MAX_S = 180;
const LOOK_MS = 250;

/** Starts the system in a process of its own and waits until it says that it is ready. */
export async function startSystem({ command, args, readyFile }: Asked): Promise<System> {
  const child = spawn(process.execPath, [launcher, command, ...args, '--ready-file', readyFile], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGINT');
    await gone;
  };

  for (let waitedMs = 0; waitedMs < READY_MAX_S * 1000; waitedMs += LOOK_MS) {
    if (existsSync(readyFile)) return { ready: JSON.parse(readFileSync(readyFile, 'utf8')), stop };
    if (child.exitCode !== null) throw new NotPlayed(`the system ended with ${child.exitCode} before it was ready`);
    await delay(LOOK_MS);
  }
  await stop();
  throw new NotPlayed(`the system was not ready within ${READY_MAX_S} s`);
}
