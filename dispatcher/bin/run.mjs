// `node dispatcher/bin/run.mjs COMMAND [...]`: runs the command from its bundle, never an older one than its sources.
import { pathToFileURL } from 'node:url';
import { commandNames, commandSource, freshCommand } from './bundle.mjs';

const [name, ...args] = process.argv.slice(2);
if (name === undefined || !commandNames().includes(name)) {
  console.error(`command: ${name ?? 'none given'}; accepted: ${commandNames().join(', ')}`);
  process.exit(2);
}

const bundle = await freshCommand(name);
process.argv.splice(1, process.argv.length, commandSource(name), ...args);
await import(pathToFileURL(bundle).href);
