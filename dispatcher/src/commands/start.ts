import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listen, PortRefused } from '@baogong/api/server';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import { readManifest } from '@baogong/drizzle/city/read-folder';
import { FolderInUse } from '@baogong/drizzle/database/lock-folder';
import { SchemaAhead } from '@baogong/drizzle/database/migrate';
import { destination, pino } from 'pino';
import { demoLinks, writeReadyFile } from '../embedded/demo-access.ts';
import { ensureDemoCity } from '../embedded/demo-city.ts';
import { DEMO_CITY, readStartArguments, START_USAGE, type StartArguments } from '../embedded/start-arguments.ts';
import { type Embedded, startEmbedded } from '../embedded.ts';

const FAULT = 2;
/** Whoever presses Ctrl-C waits no longer than this: an end without farewell loses nothing that was acknowledged. */
const CLOSE_MAX_MS = 4_500;
const pages = fileURLToPath(new URL('../../../web/dist', import.meta.url));

const settings = argumentsOrExit();
const startedMs = performance.now();
const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close());

const starting = start();
try {
  await starting;
} catch (error) {
  if (!interrupt.signal.aborted) {
    if (!isForPeople(error)) throw error;
    console.error(error.message);
    process.exit(FAULT);
  }
}

async function close(): Promise<void> {
  if (interrupt.signal.aborted) process.exit(1);
  console.log('Closing…');
  setTimeout(() => process.exit(0), CLOSE_MAX_MS);
  interrupt.abort();
  const embedded = await starting.catch(() => undefined);
  await embedded?.stop();
  process.exit(0);
}

async function start(): Promise<Embedded> {
  const { readyFile, dataDir } = settings;
  if (readyFile) rmSync(readyFile, { force: true });
  const embedded = await startEmbedded({
    ...settings,
    pages: existsSync(pages) ? pages : undefined,
    demonstration: isOwnDemo(),
    log: pino({ level: 'warn', base: null }, destination(2)),
    say,
    prepare,
    signal: interrupt.signal,
  });
  const { address } = embedded;
  if (readyFile) await writeReadyFile(embedded, { file: readyFile, address });
  console.log(`\nBaogong 保供 is open at ${address} (data in ${dataDir})`);
  for (const { role, url } of await demoLinks(embedded, address)) console.log(`  ${role.padEnd(15)} ${url}`);
  console.log('Each link signs in once. Ctrl-C closes.');
  return embedded;
}

/** A port that is taken or a city that is not there is told before anything is made. */
async function prepare(): Promise<void> {
  const { port, city, dataDir, citiesDir } = settings;
  if (port !== 0) {
    const probe = await listen({ app: { fetch: () => new Response() }, host: '127.0.0.1', port });
    await probe.close();
  }
  if (isOwnDemo() && ensureDemoCity(dataDir, DEMO_CITY)) say('Demo city made');
  readManifest(join(citiesDir, city));
}

/** The demo city is made where no folder is given. */
function isOwnDemo(): boolean {
  const { city, dataDir, citiesDir } = settings;
  return city === DEMO_CITY && citiesDir === join(dataDir, 'cities');
}

function say(step: string): void {
  console.log(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(6)} s  ${step}`);
}

function argumentsOrExit(): StartArguments {
  try {
    return readStartArguments(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${START_USAGE}`);
    return process.exit(FAULT);
  }
}

/** Errors whose one sentence says it all: a folder or port that is taken, a city that is not there, a disk that refuses. */
function isForPeople(error: unknown): error is Error {
  const kinds = [FolderInUse, CityInputError, PortRefused, SchemaAhead];
  if (kinds.some((kind) => error instanceof kind)) return true;
  return error instanceof Error && 'syscall' in error && 'path' in error;
}
