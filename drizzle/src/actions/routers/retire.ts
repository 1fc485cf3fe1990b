import { and, eq, isNull } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import type { Profile, TravellerClass } from '../../rules/vocabulary.ts';
import { routers } from '../../schema/routers.ts';
import { requireRole } from '../identity/require-role.ts';

interface RetireRouters {
  readonly cityId: Id;
  /** All of the city's without these. */
  readonly travellerClass?: TravellerClass;
  readonly profile?: Profile;
}

/** Living routers are asked no more: another law has come, their process has ended, or their keeper is new and knows none of them. */
export async function retireRouters(
  tx: ActionTx,
  { cityId, travellerClass, profile }: RetireRouters,
): Promise<{ retired: number }> {
  await requireRole(tx, ['administrator']);
  const retired = await tx.db
    .update(routers)
    .set({ retiredAt: tx.now })
    .where(
      and(
        eq(routers.cityId, cityId),
        isNull(routers.retiredAt),
        travellerClass && eq(routers.travellerClass, travellerClass),
        profile && eq(routers.profile, profile),
      ),
    )
    .returning({ id: routers.id });
  for (const { id } of retired) {
    await record(tx, { action: 'routers/retire', cityId, subject: { kind: 'router', id } });
  }
  return { retired: retired.length };
}
