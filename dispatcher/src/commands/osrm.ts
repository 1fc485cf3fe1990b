import { join } from 'node:path';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import { clockOf } from '@baogong/drizzle/database/clock';
import { FolderInUse, lockFolder } from '@baogong/drizzle/database/lock-folder';
import { allCities } from '@baogong/drizzle/queries/cities/all-cities';
import { fleetProfiles } from '@baogong/drizzle/queries/fleet/fleet-profiles';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { profiles } from '@baogong/drizzle/rules/vocabulary';
import { type OsrmConfig, readOsrmConfig } from '../routing/osrm/config.ts';
import { OsrmMissing, requireOsrm } from '../routing/osrm/tools/find-osrm.ts';
import { NotServed } from '../serve/not-served.ts';
import { Stack } from '../serve/stack.ts';
import { OSRM_USAGE, type OsrmArguments, readOsrmArguments } from './osrm/arguments.ts';
import { cityDatasets, requireStreets } from './osrm/city-datasets.ts';
import { type KeeperConfig, readKeeperConfig } from './osrm/config.ts';
import { type Keeper, startKeeper } from './osrm/keeper.ts';
import { openDatabase } from './osrm/open-database.ts';

interface Settings extends OsrmArguments, Pick<KeeperConfig, 'databaseUrl' | 'host'> {
  readonly osrm: OsrmConfig;
}

const FAULT = 2;
/** Another keeper has this city now. */
const REPLACED = 3;

const settings = settingsOrExit();
const startedMs = performance.now();
const open = new Stack();
let keeper: Keeper | undefined;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

try {
  await keep(settings);
} catch (error) {
  await open.close();
  if (!isForPeople(error)) throw error;
  console.error(error.message);
  process.exit(FAULT);
}

async function keep({ city, dataDir, prepareOnly, databaseUrl, host, osrm }: Settings): Promise<void> {
  const home = await requireOsrm(osrm);
  const osrmDir = join(dataDir, 'osrm', city);
  const pbf = join(dataDir, 'cities', city, 'streets.osm.pbf');
  requireStreets(pbf);
  const lock = await lockFolder(osrmDir);
  open.push(() => lock.release());
  const made = { home, host, osrmDir, pbf, say };
  if (prepareOnly) {
    await cityDatasets({ ...made, profiles });
    return open.close();
  }

  const { database, close } = await openDatabase({ dataDir, databaseUrl });
  open.push(close);
  const found = (await database.read(allCities)).find(({ slug }) => slug === city);
  if (!found) throw new NotServed(`City ${city} is not in the database: load it first (npm run city -- load).`);
  const seats = await database.read((db) => fleetProfiles(db, found.id));
  const datasets = await cityDatasets({ ...made, profiles: [...new Set(seats.map(({ profile }) => profile))] });
  const clock = await clockOf(database);
  keeper = await startKeeper({ ...{ database, clock, datasets, seats, say }, cityId: found.id });
  say(`Keeping ${city} at the law (Ctrl-C ends)`);

  if ((await keeper.ended) === 'stopped') return;
  say('Another keeper has taken this city over.');
  await open.close();
  process.exit(REPLACED);
}

async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  await keeper?.stop();
  await open.close();
  process.exit(0);
}

function say(line: string): void {
  console.log(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(7)} s  ${line}`);
}

function settingsOrExit(): Settings {
  try {
    const { dataDir, ...config } = readKeeperConfig();
    return { ...config, ...readOsrmArguments(process.argv.slice(2), dataDir), osrm: readOsrmConfig() };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${OSRM_USAGE}`);
    return process.exit(FAULT);
  }
}

/** Errors whose one sentence says it all. */
function isForPeople(error: unknown): error is Error {
  const kinds = [OsrmMissing, NotServed, CityInputError, FolderInUse, Unavailable];
  return kinds.some((kind) => error instanceof kind);
}
