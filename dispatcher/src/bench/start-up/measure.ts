import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Measured {
  seconds: number;
  residentMegabytes: number;
}

const POLL_MS = 20;
const READY_MAX_S = 600;
const launcher = fileURLToPath(new URL('../../../bin/run.mjs', import.meta.url));

/** From the first instruction of the process to the first answer of a bare database. */
export async function measureBare(folder: string): Promise<Measured> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [launcher, 'bench-start', 'bare', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seconds: number | undefined;
  child.stdout.once('data', () => {
    seconds = secondsSince(startedAt);
  });
  const residentMegabytes = await watchedUntil(child, () => child.exitCode !== null);
  if (child.exitCode !== 0 || seconds === undefined) throw new Error(`the bare database ended with ${child.exitCode}`);

  return { seconds, residentMegabytes };
}

/** From the first instruction of the process to its ready file, as a user waits for the addresses. */
export async function measureStart(folder: string): Promise<Measured> {
  const readyFile = join(folder, `ready-${process.hrtime.bigint()}.json`);
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [launcher, 'start', '--data', join(folder, 'data'), '--port', '0', '--ready-file', readyFile],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  try {
    const residentMegabytes = await watchedUntil(child, () => existsSync(readyFile) || child.exitCode !== null);
    if (child.exitCode !== null) throw new Error(`start ended with ${child.exitCode} before it was ready`);

    return { seconds: secondsSince(startedAt), residentMegabytes };
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
  }
}

async function watchedUntil(child: ChildProcess, done: () => boolean): Promise<number> {
  const startedAt = performance.now();
  let most = 0;
  while (!done()) {
    if (secondsSince(startedAt) > READY_MAX_S) {
      child.kill('SIGKILL');
      throw new Error(`not ready within ${READY_MAX_S} s`);
    }
    most = Math.max(most, residentMegabytes(child.pid));
    await delay(POLL_MS);
  }
  return Math.round(Math.max(most, residentMegabytes(child.pid)));
}

/** Linux only; elsewhere the memory is not measured. */
function residentMegabytes(pid: number | undefined): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024;
}

function secondsSince(startedAt: number): number {
  return Math.round(performance.now() - startedAt) / 1000;
}
