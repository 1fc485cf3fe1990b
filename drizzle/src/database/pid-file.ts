import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Claims a file for this process where the kernel keeps no abstract sockets; a dead or recycled pid does not count. */
export function claimPidFile(file: string): (() => Promise<void>) | undefined {
  const mine = `${process.pid} ${startTime(process.pid)}`;
  for (const attempt of ['first', 'afterStale']) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return async () => rmSync(file, { force: true });
    } catch (error) {
      if (!isExisting(error) || attempt === 'afterStale') throw error;
      if (isAlive(readFileSync(file, 'utf8'))) return undefined;
      rmSync(file, { force: true });
    }
  }
  return undefined;
}

function isAlive(claim: string): boolean {
  const [pid, ...started] = claim.split(' ');
  return started.join(' ') === startTime(Number(pid)) && startTime(Number(pid)) !== '';
}

/** When a process started, as the system tells it; empty when there is none. */
function startTime(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
