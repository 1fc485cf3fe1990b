import { and, eq } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { accounts } from '../../schema/accounts.ts';
import { cities } from '../../schema/cities.ts';

export interface PhoneInCity {
  readonly cityId: Id;
  /** Absent for a phone that nobody has; callers must not let that be seen. */
  readonly accountId?: Id;
}

/**
 * In which city a phone signs in: the named one; else the first one that knows the phone; else the first one, so that a
 * stranger's request takes the same way as anybody's. Nothing only where there is no such city.
 */
export async function cityOfPhone(db: Reader, phone: string, slug?: string): Promise<PhoneInCity | undefined> {
  const [found] = await db
    .select({ cityId: cities.id, accountId: accounts.id })
    .from(cities)
    .leftJoin(accounts, and(eq(accounts.cityId, cities.id), eq(accounts.phone, phone)))
    .where(slug === undefined ? undefined : eq(cities.slug, slug))
    .orderBy(accounts.id, cities.slug)
    .limit(1);
  return found && { cityId: found.cityId, ...(found.accountId && { accountId: found.accountId }) };
}
