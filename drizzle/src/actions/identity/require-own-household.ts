import { and, eq } from 'drizzle-orm';
import type { Id } from '../../rules/ids.ts';
import { InvariantError, Refusal } from '../../rules/refusal.ts';
import { households } from '../../schema/households.ts';
import { type Asking, requireRole } from './require-role.ts';

/**
 * The household that the actor lives in. When one is named it must be that one; another's is told as "not found", so
 * that nobody learns which ids exist.
 */
export async function requireOwnHousehold(asking: Asking, householdId?: Id): Promise<Id> {
  const { db, actor } = asking;
  if (actor.kind === 'system') throw new InvariantError(`${actor.id} has no household`);
  await requireRole(asking, ['resident']);

  const own = and(eq(households.accountId, actor.id), eq(households.cityId, actor.cityId));
  const [household] = await db
    .select({ id: households.id })
    .from(households)
    .where(householdId ? and(own, eq(households.id, householdId)) : own)
    .orderBy(households.id)
    .limit(1);
  if (!household) throw new Refusal('notFound', { noun: 'household' });
  return household.id;
}
