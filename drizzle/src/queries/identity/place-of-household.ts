import { eq } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { households } from '../../schema/households.ts';
import { jurisdictions } from '../../schema/jurisdictions.ts';

/** Whose a household is and where it lives: what decides who may see it. */
export async function placeOfHousehold(db: Reader, householdId: Id) {
  const [found] = await db
    .select({ cityId: households.cityId, accountId: households.accountId, path: jurisdictions.path })
    .from(households)
    .innerJoin(jurisdictions, eq(jurisdictions.id, households.buildingId))
    .where(eq(households.id, householdId));
  return found;
}
