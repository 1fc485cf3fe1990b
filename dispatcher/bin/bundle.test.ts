import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshBundle } from './bundle.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baogong-bundle-'));
  write('word.ts', "export const word: string = 'old';");
  write('command.ts', "import { word } from './word.ts'; console.log(word, import.meta.url);");
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a command never runs older code than its sources', async () => {
  expect(await output()).toMatch(/^old /);

  write('word.ts', "export const word: string = 'new';");

  expect(await output()).toMatch(/^new /);
});

test('a command whose sources have not changed is not built again', async () => {
  const bundle = await freshBundle(join(folder, 'command.ts'), join(folder, 'dist'));
  const { ino } = statSync(bundle);

  await freshBundle(join(folder, 'command.ts'), join(folder, 'dist'));

  expect(statSync(bundle).ino).toBe(ino);
});

test('a bundle finds its files from where its source stands', async () => {
  expect(await output()).toContain(pathToFileURL(join(folder, 'command.ts')).href);
});

async function output(): Promise<string> {
  const bundle = await freshBundle(join(folder, 'command.ts'), join(folder, 'dist'));
  return execFileSync(process.execPath, [bundle], { encoding: 'utf8' }).trim();
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}
