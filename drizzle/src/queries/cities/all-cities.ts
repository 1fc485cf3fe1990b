import { asc } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { cities } from '../../schema/cities.ts';

/** The cities of this database by name. */
export async function allCities(
  db: Reader,
): Promise<{ id: Id; slug: string; nameZh: string; waveIntervalS: number }[]> {
  return db
    .select({ id: cities.id, slug: cities.slug, nameZh: cities.nameZh, waveIntervalS: cities.waveIntervalS })
    .from(cities)
    .orderBy(asc(cities.slug));
}
