import { eq } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { riders } from '../../schema/fleet.ts';

/** The rider that an account is, if it is one. */
export async function riderOfAccount(db: Reader, accountId: Id): Promise<Id | undefined> {
  const [rider] = await db
    .select({ id: riders.id })
    .from(riders)
    .where(eq(riders.accountId, accountId))
    .orderBy(riders.id)
    .limit(1);
  return rider?.id;
}
