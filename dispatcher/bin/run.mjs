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
try {
  await import(pathToFileURL(bundle).href);
} catch (error) {
  // An option that a command does not have is its user's slip, not a fault of ours.
  if (!error?.code?.startsWith?.('ERR_PARSE_ARGS_')) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
