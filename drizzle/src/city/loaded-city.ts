import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../database/port.ts';
import type { CivilDay } from '../rules/civil-day.ts';
import type { Id } from '../rules/ids.ts';
import { cities } from '../schema/cities.ts';
import { shifts } from '../schema/fleet.ts';
import type { Manifest } from './folder.ts';
import { shiftId } from './open-days.ts';
import { namespaceOf } from './read-folder.ts';

export interface LoadedCityOf {
  readonly manifest: Manifest;
  readonly folderHash: string;
  readonly days: readonly CivilDay[];
}

/** The city of this very folder when it is loaded with all these days, so that the folder's rows need not be read again. */
export async function loadedCity(
  db: Reader,
  { manifest, folderHash, days }: LoadedCityOf,
): Promise<{ readonly id: Id; readonly plansWaves: boolean } | undefined> {
  const [city] = await db
    .select({ id: cities.id, nextWaveAt: cities.nextWaveAt })
    .from(cities)
    .where(and(eq(cities.slug, manifest.name), eq(cities.folderHash, folderHash)));
  if (!city) return undefined;
  const firstShifts = days.map((day) => shiftId(namespaceOf({ manifest }), day, 0));
  const opened = await db.select({ id: shifts.id }).from(shifts).where(inArray(shifts.id, firstShifts));
  return opened.length === days.length ? { id: city.id, plansWaves: city.nextWaveAt !== null } : undefined;
}
