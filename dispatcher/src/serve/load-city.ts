import { join } from 'node:path';
import { type Clock, clockOf, startSteppedClock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { allCities } from '@baogong/drizzle/queries/cities/all-cities';
import type { Id } from '@baogong/drizzle/rules/ids';
import { foundCity } from '../embedded/found-city.ts';
import { buildTiles } from '../routing/valhalla/build-tiles.ts';
import { NotServed } from './not-served.ts';

export interface LoadedForServing {
  readonly cityId: Id;
  readonly clock: Clock;
}

/** Fills a server's database from a city folder, and makes its road tiles, so that dispatchers find them. */
export async function loadCityForServing(
  database: Database,
  asked: {
    readonly dataDir: string;
    readonly slug: string;
    readonly waveIntervalS: number;
    /** Simulated time from this instant on; only a database without any city can be given it. */
    readonly steppedFrom?: Date | undefined;
  },
): Promise<LoadedForServing> {
  const { dataDir, slug, waveIntervalS, steppedFrom } = asked;
  const clock = steppedFrom ? await stepped(database, steppedFrom) : await clockOf(database);
  const citiesDir = join(dataDir, 'cities');
  const cityId = await foundCity({ database, clock, citiesDir, slug, waveIntervalS });
  await buildTiles(join(citiesDir, slug, 'streets.osm.pbf'), join(dataDir, 'tiles', slug));
  return { cityId, clock };
}

async function stepped(database: Database, from: Date): Promise<Clock> {
  const cities = await database.read(allCities);
  if (cities.length > 0) {
    throw new NotServed(
      `--clock: the database holds ${cities.map(({ slug }) => slug).join(', ')} already; only an empty one can be given simulated time.`,
    );
  }
  return startSteppedClock(database, from);
}
