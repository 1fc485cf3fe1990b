import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import { isTimeZone } from '@baogong/drizzle/rules/civil-day';
import { COMMUNITIES_DEFAULT, COMMUNITIES_MAX, planExtract } from '../city/extract/plan-extract.ts';
import { listCities } from '../city/list-cities.ts';
import { progressLine } from '../city/progress-line.ts';
import { reportCity } from '../city/report-city.ts';
import { planShatou } from '../city/shatou/plan-shatou.ts';
import { requireFreeName, writeFolder } from '../city/write-folder.ts';
import { readPbf } from '../osm/read-pbf.ts';
import { readServeConfig } from '../serve/config.ts';
import { loadCityForServing } from '../serve/load-city.ts';
import { NotServed } from '../serve/not-served.ts';
import { openServerDatabase } from '../serve/open-server-database.ts';

const USAGE = `Make a city, or list those that are there.

  city generate --name NAME [--seed 1] [--scale 0.1…1] [--data DIR] [--force]
  city import FILE.osm.pbf --name NAME [--communities N] [--seed 1] [--time-zone Asia/Shanghai] [--data DIR] [--force]
  city list [--data DIR]
  city load --name NAME [--clock wall|INSTANT] [--wave-every 1200] [--data DIR]      into the server's database (DATABASE_URL)
`;

/** The pace of a dispatch room; a demo may want it faster. */
const WAVE_EVERY_S = 1_200;

const { values, positionals } = readArguments();

try {
  await run();
} catch (error) {
  if (!(error instanceof CityInputError || error instanceof NotServed || error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function run(): Promise<void> {
  const [verb, ...rest] = positionals;
  const dataDir = dataFolder(values.data);
  switch (verb) {
    case 'generate':
      requireNothing(rest);
      return generate(dataDir);
    case 'import':
      return importExtract(dataDir, onlyFile(rest));
    case 'list':
      requireNothing(rest);
      console.log(listCities(dataDir));
      return;
    case 'load':
      requireNothing(rest);
      return loadIntoServer(dataDir);
    default:
      console.error(USAGE);
      process.exitCode = 2;
  }
}

function generate(dataDir: string): void {
  const name = requiredName();
  requireFreeName(dataDir, name, values.force);
  const seed = seedOption();
  const scale = values.scale === undefined ? 1 : Number(values.scale);
  console.error(`Drawing the streets of Shatou (seed ${seed}, scale ${scale})`);
  const plan = planShatou({ name, seed, scale });
  console.error('Settling people, goods and fleet');
  console.log(reportCity(writeFolder({ dataDir, plan, force: values.force })));
}

function importExtract(dataDir: string, file: string): void {
  const startedMs = performance.now();
  const name = requiredName();
  requireFreeName(dataDir, name, values.force);
  const seed = seedOption();
  const communityCount = wholeNumber('--communities', values.communities ?? String(COMMUNITIES_DEFAULT), {
    min: 1,
    max: COMMUNITIES_MAX,
  });
  const timeZone = values['time-zone'] ?? 'Asia/Shanghai';
  if (!isTimeZone(timeZone)) {
    const accepted = 'an IANA time zone such as Asia/Shanghai';
    throw new CityInputError({ field: '--time-zone', value: timeZone, problem: 'unknown', accepted });
  }

  const progress = progressLine(process.stderr);
  const network = readPbf(file, {
    onProgress: ({ doneBytes, totalBytes }) => progress.show(`Reading ${basename(file)}`, doneBytes / totalBytes),
  });
  const source = `${basename(file)}, SHA-256 ${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
  const onProgress = (line: string) => progress.show(line);
  const plan = planExtract({ name, seed, communityCount, timeZone, file, source, network, onProgress });
  progress.show('People, goods and fleet');
  const written = writeFolder({ dataDir, plan, force: values.force });
  progress.end();
  console.log(reportCity(written));
  console.error(`Done in ${((performance.now() - startedMs) / 1000).toFixed(1)} s.`);
}

async function loadIntoServer(dataDir: string): Promise<void> {
  const slug = requiredName();
  const clock = values.clock ?? 'wall';
  const steppedFrom = clock === 'wall' ? undefined : new Date(clock);
  if (steppedFrom && Number.isNaN(steppedFrom.getTime())) {
    const accepted = 'wall, or an instant such as 2022-04-01T06:30:00+08:00';
    throw new CityInputError({ field: '--clock', value: clock, problem: 'not an instant', accepted });
  }
  const waveIntervalS = wholeNumber('--wave-every', values['wave-every'] ?? String(WAVE_EVERY_S), {
    min: 10,
    max: 86_400,
  });
  const database = await openServerDatabase(readServeConfig());
  try {
    await loadCityForServing(database, { dataDir, slug, waveIntervalS, steppedFrom });
  } finally {
    await database.close();
  }
  console.log(
    `${slug} is in the database, its road tiles in ${dataDir}/tiles/${slug}; dispatchers find it at their next start.`,
  );
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        seed: { type: 'string' },
        scale: { type: 'string' },
        communities: { type: 'string' },
        'time-zone': { type: 'string' },
        clock: { type: 'string' },
        'wave-every': { type: 'string' },
        data: { type: 'string' },
        force: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

function dataFolder(given: string | undefined): string {
  const folder = given ?? '.data';
  return isAbsolute(folder) ? folder : resolve(folder);
}

function requiredName(): string {
  if (values.name !== undefined) return values.name;
  throw new CityInputError({ field: '--name', problem: 'missing', accepted: 'the name of the city, such as shatou' });
}

function requireNothing(given: readonly string[]): void {
  if (given.length === 0) return;
  throw new CityInputError({
    field: 'arguments',
    value: given.join(' '),
    problem: 'not known',
    accepted: 'none after the command',
  });
}

function onlyFile(given: readonly string[]): string {
  const [file] = given;
  if (file !== undefined && given.length === 1) return file;
  const problem = given.length === 0 ? 'missing' : `${given.length} given`;
  throw new CityInputError({ field: 'FILE', problem, accepted: 'the path of one .osm.pbf file' });
}

function seedOption(): number {
  return wholeNumber('--seed', values.seed ?? '1', { min: 0, max: 2 ** 31 - 1 });
}

function wholeNumber(field: string, text: string, { min, max }: { min: number; max: number }): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= min && number <= max && text.trim() !== '') return number;
  throw new CityInputError({
    field,
    value: text,
    problem: 'out of range',
    accepted: `a whole number from ${min} to ${max}`,
  });
}
