import { eq } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { cities } from '../../schema/cities.ts';

/** The law version of a city that is in force. */
export async function lawVersionOf(db: Reader, cityId: Id): Promise<number> {
  const [city] = await db.select({ lawVersion: cities.lawVersion }).from(cities).where(eq(cities.id, cityId));
  if (!city) throw new Refusal('notFound', { cityId });
  return city.lawVersion;
}
