import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Role } from '@baogong/drizzle/rules/vocabulary';

export interface Server {
  readonly address: string;
  readonly tokens: Readonly<Partial<Record<Role, string>>>;
  /** One-time links as the command prints them, one for each demo role. */
  readonly links: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

const launcher = fileURLToPath(new URL('../../dispatcher/bin/run.mjs', import.meta.url));

/** `npm start` on a new data folder and a free port, at a morning on which everybody is on shift, whenever this runs. */
export async function startServer(clock: string): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'baogong-e2e-'));
  const readyFile = join(folder, 'ready.json');
  const settings = ['--data', join(folder, 'data'), '--port', '0', '--clock', clock, '--ready-file', readyFile];
  const child = spawn(process.execPath, [launcher, 'start', ...settings], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = async () => {
    if (child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const links = await printedLinks(child);
    const { api, tokens } = JSON.parse(await readFile(readyFile, 'utf8'));
    return { address: api, tokens, links, stop: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Reads what the command says until it says that it is open. */
async function printedLinks(child: ChildProcess): Promise<Map<string, string>> {
  if (!child.stdout) throw new Error('the server has no output');
  const links = new Map<string, string>();
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    said.push(line);
    const [, role, link] = /^\s+(\w+)\s+(http\S+#link=\S+)$/.exec(line) ?? [];
    if (role && link) links.set(role, link);
    if (line.startsWith('Each link')) {
      child.stdout.resume();
      return links;
    }
  }
  throw new Error(`the server ended before it was ready:\n${said.join('\n')}`);
}
