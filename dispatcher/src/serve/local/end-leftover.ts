import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 50;
const END_MAX_MS = 5_000;

/** Ends what a run that was killed left behind. A number that names another program by now is let be. */
export async function endLeftover(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  rmSync(pidFile);
  if (!isOurs(pid)) return;
  process.kill(pid, 'SIGKILL');
  for (let waitedMs = 0; waitedMs < END_MAX_MS && isOurs(pid); waitedMs += LOOK_MS) await delay(LOOK_MS);
}

/** Where processes can be looked at; elsewhere nothing is ended that we do not know. */
function isOurs(pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return /postgres|redis-server|run\.mjs/.test(command);
  } catch {
    return false;
  }
}
