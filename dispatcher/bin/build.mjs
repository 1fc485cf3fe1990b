// Run by `npm ci`: builds the pages, bundles the commands and makes the database snapshot. Needs no network.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandNames, freshCommand } from './bundle.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

step('pages', 'web/vite.config.ts', () =>
  run('web', ['../node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']),
);
await step('commands', 'dispatcher/src/commands', async () => {
  for (const name of commandNames()) await freshCommand(name);
});
step('database snapshot', 'dispatcher/src/commands/snapshot.ts', () =>
  run('.', ['dispatcher/bin/run.mjs', 'snapshot']),
);

async function step(name, needs, build) {
  if (!existsSync(join(root, needs))) return console.log(`${name}: no ${needs}, left out`);
  const startedAt = performance.now();
  await build();
  console.log(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

function run(folder, args) {
  const { status, signal, error } = spawnSync(process.execPath, args, { cwd: join(root, folder), stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? (signal ? 1 : 0));
}
