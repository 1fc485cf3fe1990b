import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { endLeftChildren, noteChild } from './left-children.ts';

const dir = mkdtempSync(join(tmpdir(), 'baogong left-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A process whose command names the folder that it serves, as seen from the one around it. */
function serving(folder: string) {
  mkdirSync(folder, { recursive: true });
  const args = ['-e', 'setInterval(() => undefined, 1000)', join(basename(folder), 'city.osrm')];
  const child = spawn(process.execPath, args, { cwd: dirname(folder) });
  const ended = new Promise<string | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  return { pid: child.pid ?? 0, ended, end: () => child.kill() };
}

it('what a killed keeper left is ended by its note, and a number that names another program is let be', async () => {
  const left = serving(join(dir, 'left'));
  const other = serving(join(dir, '..', `${dir.split('/').at(-1)}-other`));
  noteChild(join(dir, 'left'), left.pid);
  mkdirSync(join(dir, 'reused'));
  noteChild(join(dir, 'reused'), other.pid);
  mkdirSync(join(dir, 'unfinished'));

  expect(await endLeftChildren(dir)).toBe(1);
  expect(await left.ended).toBe('SIGTERM');
  expect(existsSync(join(dir, 'left')) || existsSync(join(dir, 'unfinished'))).toBe(false);
  other.end();
  // It was still there to be ended by us.
  expect(await other.ended).toBe('SIGTERM');
  rmSync(join(dir, '..', `${dir.split('/').at(-1)}-other`), { recursive: true });
});

it('where nothing was left nothing is ended', async () => {
  expect(await endLeftChildren(join(dir, 'nowhere'))).toBe(0);
});
