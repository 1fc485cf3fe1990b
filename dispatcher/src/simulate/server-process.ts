import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import type { Role } from '@baogong/drizzle/rules/vocabulary';
import { z } from 'zod';
import { endingWithParent } from '../serve/local/ending-with-parent.ts';

/** A running system in which a day can be lived, in either mode. */
export interface DayServer {
  /** One for each counter. */
  readonly addresses: readonly string[];
  readonly tokens: Readonly<Partial<Record<Role, string>>>;
  /** Where the day's rows are while it runs and afterwards. */
  readonly rows: DayRows;
  readonly modes: DayModes;
  stop(): Promise<void>;
}

/** An embedded day lies in its folder once its process has ended; a server's day is read while the server runs. */
export type DayRows = { readonly folder: string } | { readonly databaseUrl: string };

export interface DayModes {
  readonly database: 'pglite' | 'postgres';
  readonly queue: 'embedded' | 'redis';
  readonly routing: 'valhalla' | 'osrm';
}

const READY_MAX_MS = 180_000;
const LOOK_EVERY_MS = 100;
const launcher = fileURLToPath(new URL('../../bin/run.mjs', import.meta.url));
const readySchema = z.object({ api: z.url(), tokens: z.record(z.string(), z.string()) });

/** Starts the whole system as a process of its own on a new data folder, on simulated time. */
export async function startServer(asked: {
  readonly dayDir: string;
  readonly citiesDir: string;
  readonly city: string;
  readonly from: Date;
}): Promise<DayServer> {
  const readyFile = join(asked.dayDir, 'ready.json');
  const args = [
    ...[launcher, 'start', '--data', asked.dayDir, '--cities', asked.citiesDir, '--city', asked.city],
    ...['--port', '0', '--clock', asked.from.toISOString(), '--ready-file', readyFile],
  ];
  const [command, all] = endingWithParent({ command: process.execPath, args, stopSignal: 'SIGTERM' });
  const child = spawn(command, all, { stdio: ['ignore', 'ignore', 'inherit'] });
  // A simulation that dies must not leave its server behind.
  const killChild = () => child.kill('SIGKILL');
  process.once('exit', killChild);
  await untilReady(child, readyFile);
  const { api, tokens } = readySchema.parse(JSON.parse(readFileSync(readyFile, 'utf8')));
  return {
    addresses: [api],
    tokens,
    rows: { folder: asked.dayDir },
    modes: { database: 'pglite', queue: 'embedded', routing: 'valhalla' },
    async stop() {
      process.off('exit', killChild);
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function untilReady(child: ChildProcess, readyFile: string): Promise<void> {
  const deadline = performance.now() + READY_MAX_MS;
  while (!isWritten(readyFile)) {
    if (child.exitCode !== null) throw new Unavailable(`the server ended with ${child.exitCode} before it was ready`);
    if (performance.now() > deadline) throw new Unavailable(`the server was not ready within ${READY_MAX_MS / 1000} s`);
    await delay(LOOK_EVERY_MS);
  }
}

function isWritten(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').endsWith('}');
}
