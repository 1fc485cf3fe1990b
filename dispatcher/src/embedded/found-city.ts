import { join } from 'node:path';
import { openWaves } from '@baogong/drizzle/actions/cities/open-waves';
import { loadCity } from '@baogong/drizzle/city/load-city';
import { loadedCity } from '@baogong/drizzle/city/loaded-city';
import { readFolder, readManifest } from '@baogong/drizzle/city/read-folder';
import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import { type CivilDay, civilDayOf, daysAfter } from '@baogong/drizzle/rules/civil-day';
import type { Id } from '@baogong/drizzle/rules/ids';

export interface FoundCity {
  readonly database: Database;
  readonly clock: Clock;
  readonly citiesDir: string;
  readonly slug: string;
  readonly waveIntervalS: number;
}

/** Days from today on that get shifts; each start adds those that are missing. */
const DAYS_AHEAD = 3;

/** Loads a city folder into the database, or only the days that have come since, and opens its waves. */
export async function foundCity({ database, clock, citiesDir, slug, waveIntervalS }: FoundCity): Promise<Id> {
  const folder = join(citiesDir, slug);
  const { manifest, folderHash } = readManifest(folder);
  const days = daysFrom(await clock.now(), manifest.timeZone);
  const loaded = await database.read((db) => loadedCity(db, { manifest, folderHash, days }));
  if (loaded?.plansWaves) return loaded.id;

  const city = readFolder(folder);
  const actor = { kind: 'system', id: 'found-city' } as const;
  return withTransaction(database, { actor, purpose: 'setUp', clock }, async (tx) => {
    const { cityId } = await loadCity(tx, { city, days: daysFrom(tx.now, city.manifest.timeZone) });
    await openWaves(tx, { cityId, waveIntervalS });
    return cityId;
  });
}

function daysFrom(now: Date, timeZone: string): [CivilDay, ...CivilDay[]] {
  const today = civilDayOf(now, timeZone);
  const days: [CivilDay, ...CivilDay[]] = [today];
  for (let ahead = 1; ahead < DAYS_AHEAD; ahead++) days.push(daysAfter(today, ahead));
  return days;
}
