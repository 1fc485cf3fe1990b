import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endingWithParent } from '../../serve/local/ending-with-parent.ts';
import { withDatabaseUrl } from './config.ts';
import type { LawCity } from './law-city.ts';

export interface KeeperChild {
  stop(): Promise<void>;
}

const run = fileURLToPath(new URL('../../../bin/run.mjs', import.meta.url));
const READY_MS_MAX = 120_000;

/** `npm run osrm` for a city, in a process of its own; settles when it keeps. */
export async function startKeeperChild({ slug, dataDir, loginUrl }: LawCity): Promise<KeeperChild> {
  const args = [run, 'osrm', '--city', slug, '--data', dataDir];
  const [command, all] = endingWithParent({ command: process.execPath, args, stopSignal: 'SIGTERM' });
  const child = spawn(command, all, {
    env: withDatabaseUrl(loginUrl),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endChild = () => child.kill('SIGTERM');
  process.once('exit', endChild);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the keeper ${why}: ${said.slice(-5).join(' | ')}`));
    const late = setTimeout(() => fail('is not ready'), READY_MS_MAX);
    void ended.then((code) => fail(`ended with ${code}`));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (!line.includes('Keeping ')) return;
        clearTimeout(late);
        resolve();
      });
    }
  });
  return {
    async stop() {
      process.off('exit', endChild);
      endChild();
      await ended;
    },
  };
}
