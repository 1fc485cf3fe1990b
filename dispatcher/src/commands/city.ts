import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import { listCities } from '../city/list-cities.ts';
import { reportCity } from '../city/report-city.ts';
import { planShatou } from '../city/shatou/plan-shatou.ts';
import { requireFreeName, writeFolder } from '../city/write-folder.ts';

const USAGE = `Make a city, or list those that are there.

  city generate --name NAME [--seed 1] [--scale 0.1…1] [--data DIR] [--force]
  city import FILE.osm.pbf --name NAME [--communities N] [--seed 1] [--data DIR] [--force]
  city list [--data DIR]
`;

const { values, positionals } = readArguments();

try {
  await run();
} catch (error) {
  if (!(error instanceof CityInputError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function run(): Promise<void> {
  const [verb, ...rest] = positionals;
  const dataDir = dataFolder(values.data);
  switch (verb) {
    case 'generate':
      requirePositionals(rest, 0);
      return generate(dataDir);
    case 'list':
      requirePositionals(rest, 0);
      console.log(listCities(dataDir));
      return;
    default:
      console.error(USAGE);
      process.exitCode = 2;
  }
}

function generate(dataDir: string): void {
  const name = requiredName();
  requireFreeName(dataDir, name, values.force);
  const seed = wholeNumber('--seed', values.seed ?? '1', { min: 0, max: 2 ** 31 - 1 });
  const scale = values.scale === undefined ? 1 : Number(values.scale);
  console.error(`Drawing the streets of Shatou (seed ${seed}, scale ${scale})`);
  const plan = planShatou({ name, seed, scale });
  console.error('Settling people, goods and fleet');
  console.log(reportCity(writeFolder({ dataDir, plan, force: values.force })));
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

function requirePositionals(given: readonly string[], count: number): void {
  if (given.length === count) return;
  throw new CityInputError({
    field: 'arguments',
    value: given.join(' '),
    problem: `${given.length} given`,
    accepted: count === 0 ? 'none after the command' : 'one file',
  });
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
