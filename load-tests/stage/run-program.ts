import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { executablePath } from '../config.ts';
import { NotPlayed } from './not-played.ts';

export const root = resolve(import.meta.dirname, '../..');
export const launcher = resolve(root, 'dispatcher/bin/run.mjs');

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Shown to the user as it comes, or kept as the result. */
  readonly output: 'shown' | 'kept';
}

interface Ended {
  readonly status: number | null;
  readonly text: string;
}

/** Programs that run now: they end with us. */
const running = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
  });
}

/** Runs a program to its end. */
export async function runProgram({ command, args, env, output }: Program): Promise<Ended> {
  const child = spawn(command, [...args], {
    cwd: root,
    stdio: ['ignore', output === 'shown' ? 'inherit' : 'pipe', 'inherit'],
    env: { PATH: executablePath, HOME: homedir(), ...env },
  });
  running.add(child);
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const [status] = (await once(child, 'close')) as [number | null];
  running.delete(child);
  return { status, text };
}

/** The same for a program without which there is nothing to go on with; gives what it printed. */
export async function mustRun(program: Omit<Program, 'output'>): Promise<string> {
  const { status, text } = await runProgram({ ...program, output: 'kept' });
  if (status === 0) return text;
  throw new NotPlayed(`${program.command} ${program.args.slice(0, 2).join(' ')} ended with ${status}`);
}
