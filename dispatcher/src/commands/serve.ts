import { PortRefused } from '@baogong/api/server';
import { destination, pino } from 'pino';
import { readServeConfig, type ServeConfig } from '../serve/config.ts';
import { NotServed } from '../serve/not-served.ts';
import { serveApi } from '../serve/serve-api.ts';
import { type Served, serveDispatcher } from '../serve/serve-dispatcher.ts';

const USAGE = `Serve a city from PostgreSQL and Redis: serve api | dispatcher | all

Settings come from the environment; docs/operations.md lists them.
`;
const FAULT = 2;
/** A drain that takes longer is cut: what was acknowledged is in the database. */
const DRAIN_MAX_MS = 20_000;

const roles = { api: [serveApi], dispatcher: [serveDispatcher], all: [serveDispatcher, serveApi] } as const;

const config = configOrExit();
const log = pino({ level: config.logLevel, base: { pid: process.pid } }, destination(2));
const served: Served[] = [];
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void drain());

try {
  for (const serve of roles[roleOrExit()]) served.push(await serve(config, log));
  for (const { address } of served) console.log(address);
} catch (error) {
  if (!(error instanceof NotServed || error instanceof PortRefused || error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exit(FAULT);
}

async function drain(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  setTimeout(() => process.exit(1), DRAIN_MAX_MS).unref();
  for (const { stop } of served.toReversed()) await stop();
  process.exit(0);
}

function roleOrExit(): keyof typeof roles {
  const [role = ''] = process.argv.slice(2);
  if (role in roles && process.argv.length === 3) return role as keyof typeof roles;
  console.error(`role: ${role || 'none given'}; accepted: ${Object.keys(roles).join(', ')}\n\n${USAGE}`);
  return process.exit(FAULT);
}

function configOrExit(): ServeConfig {
  try {
    return readServeConfig();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`The environment is not accepted.\n${error.message}`);
    return process.exit(FAULT);
  }
}
