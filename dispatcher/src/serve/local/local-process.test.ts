import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { LocalProcess, type ProcessPlan } from './local-process.ts';

const dir = mkdtempSync(join(tmpdir(), 'baogong-local-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A program of Node, kept running. */
function plan(name: string, program: string, isReady: ProcessPlan['isReady'] = async () => true): ProcessPlan {
  const logFile = join(dir, `${name}.log`);
  return { name, command: process.execPath, args: ['-e', program], logFile, stopSignal: 'SIGTERM', isReady };
}

const WAIT_MS_MAX = 10_000;

async function until(isSo: () => boolean): Promise<void> {
  for (let waitedMs = 0; !isSo(); waitedMs += 20) {
    if (waitedMs > WAIT_MS_MAX) throw new Error('it did not come to that');
    await delay(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a program that is kept running', () => {
  it('is given up, in its own words, when it ends again and again before it answers', async () => {
    const broken = new LocalProcess(
      plan('broken', 'console.error("no such street"); process.exit(7)', async () => false),
    );
    await expect(broken.start()).rejects.toThrow(/broken ended 3 times before it answered: .*no such street/);
    await broken.stop();
  });

  it('is started again when it ends after it answered', async () => {
    const kept = new LocalProcess(plan('kept', 'setInterval(() => undefined, 1000)'));
    await kept.start();
    const first = kept.pid;
    await kept.kill();
    await until(() => kept.pid !== first && kept.restarts === 1);
    await kept.stop();
  });

  it('is waited for no longer when it is stopped', async () => {
    const slow = new LocalProcess(plan('slow', 'setInterval(() => undefined, 1000)', async () => false));
    const starting = slow.start();
    starting.catch(() => undefined);
    await until(() => slow.pid !== undefined);
    await slow.stop();
    await expect(starting).rejects.toThrow('slow was stopped before it answered');
  });

  it.runIf(existsSync('/usr/bin/setpriv'))('ends with a parent that is killed with -9', async () => {
    const parent = await parentOf('orphan');
    const file = join(dir, 'orphan.pid');
    await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
    const pid = Number(readFileSync(file, 'utf8'));
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await until(() => !isAlive(pid));
  });
});

/**
 * A process of its own that keeps one running, which writes its number down itself: by then it is bound to its parent.
 */
async function parentOf(name: string): Promise<ChildProcess> {
  const file = join(dir, `${name}.mts`);
  const pidFile = JSON.stringify(join(dir, `${name}.pid`));
  const program = `fs.writeFileSync(${pidFile}, String(process.pid)); setInterval(() => undefined, 1000)`;
  const source = fileURLToPath(new URL('./local-process.ts', import.meta.url));
  writeFileSync(
    file,
    `import { LocalProcess } from ${JSON.stringify(source)};
     const kept = new LocalProcess({
       name: '${name}', command: process.execPath, args: ['-e', ${JSON.stringify(program)}],
       logFile: ${JSON.stringify(join(dir, `${name}.log`))}, stopSignal: 'SIGTERM', isReady: async () => true,
     });
     await kept.start();
     setInterval(() => undefined, 1000);`,
  );
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file], { stdio: 'inherit' });
}
