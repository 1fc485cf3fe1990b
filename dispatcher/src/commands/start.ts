import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PortRefused } from '@baogong/api/server';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import { FolderInUse } from '@baogong/drizzle/database/lock-folder';
import { destination, pino } from 'pino';
import { demoLinks, writeReadyFile } from '../embedded/demo-access.ts';
import { ensureDemoCity } from '../embedded/demo-city.ts';
import { DEMO_CITY, readStartArguments, START_USAGE, type StartArguments } from '../embedded/start-arguments.ts';
import { type Embedded, startEmbedded } from '../embedded.ts';

const FAULT = 2;
const pages = fileURLToPath(new URL('../../../web/dist', import.meta.url));

const settings = argumentsOrExit();
const startedMs = performance.now();
let running: Embedded | undefined;

try {
  running = await start();
} catch (error) {
  if (!isForPeople(error)) throw error;
  console.error(error.message);
  process.exit(FAULT);
}

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log('Closing…');
    running?.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

async function start(): Promise<Embedded> {
  if (settings.city === DEMO_CITY && ensureDemoCity(settings.dataDir, DEMO_CITY)) say('Demo city made');
  const embedded = await startEmbedded({
    ...settings,
    pages: existsSync(pages) ? pages : undefined,
    log: pino({ level: 'warn', base: null }, destination(2)),
    say,
  });
  const { address } = embedded;
  if (settings.readyFile) await writeReadyFile(embedded, { file: settings.readyFile, address });
  console.log(`\nBaogong 保供 is open at ${address} (data in ${settings.dataDir})`);
  for (const { role, url } of await demoLinks(embedded, address)) console.log(`  ${role.padEnd(15)} ${url}`);
  console.log('Each link signs in once. Ctrl-C closes.');
  return embedded;
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

/** Errors whose one sentence says it all: a folder or port that is taken, a city that is not there or broken. */
function isForPeople(error: unknown): error is Error {
  return error instanceof FolderInUse || error instanceof CityInputError || error instanceof PortRefused;
}
