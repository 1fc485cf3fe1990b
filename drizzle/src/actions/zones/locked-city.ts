import { eq } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { cities } from '../../schema/cities.ts';

/** The row lock lets zones change one after another, so that no change looks at another's zones half-done. */
export async function lockedCity(tx: ActionTx, cityId: Id): Promise<typeof cities.$inferSelect> {
  const [city] = await tx.db.select().from(cities).where(eq(cities.id, cityId)).for('no key update');
  if (!city) throw new Refusal('notFound', { noun: 'city', cityId });
  return city;
}
