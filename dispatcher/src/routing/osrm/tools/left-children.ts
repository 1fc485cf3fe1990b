import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PID_FILE = 'pid';
const END_MS_MAX = 3_000;
const LOOK_MS = 20;
const UTF8 = { encoding: 'utf8' } as const;

/** Notes a process in the folder that it serves, so that whoever comes after a keeper that was killed can end it. */
export function noteChild(folder: string, pid: number): void {
  writeFileSync(join(folder, PID_FILE), String(pid));
}

/** Ends the processes noted in the folders below `dir` and removes these; gives how many were still running. */
export async function endLeftChildren(dir: string): Promise<number> {
  if (!existsSync(dir)) return 0;
  let ended = 0;
  for (const name of readdirSync(dir)) {
    const folder = join(dir, name);
    if (await endChild(folder)) ended++;
    rmSync(folder, { recursive: true, force: true });
  }
  return ended;
}

/** A number may name another program by now: only what serves this very folder is ended. */
async function endChild(folder: string): Promise<boolean> {
  const file = join(folder, PID_FILE);
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (!(pid > 0) || !serves(pid, folder)) return false;
  process.kill(pid, 'SIGTERM');
  for (let waitedMs = 0; serves(pid, folder); waitedMs += LOOK_MS) {
    if (waitedMs === END_MS_MAX) process.kill(pid, 'SIGKILL');
    if (waitedMs > 2 * END_MS_MAX) break;
    await sleep(LOOK_MS);
  }
  return true;
}

/** A router names its folder as seen from the one around it, where it was started. */
function serves(pid: number, folder: string): boolean {
  return commandOf(pid).includes(join(basename(folder), '/')) && startedIn(pid) === realpathSync(dirname(folder));
}

/** Empty where there is no such process. */
function startedIn(pid: number): string {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`);
    const [, folder = ''] =
      /^n(.+)$/m.exec(execFileSync('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn'], UTF8)) ?? [];
    return folder;
  } catch {
    return '';
  }
}

/** Empty where there is no such process. */
function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], UTF8);
  } catch {
    return '';
  }
}
