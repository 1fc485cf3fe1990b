import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { type Id, newId } from '../../rules/ids.ts';
import type { Profile, TravellerClass } from '../../rules/vocabulary.ts';
import { routers } from '../../schema/routers.ts';
import { requireRole } from '../identity/require-role.ts';
import { retireRouters } from './retire.ts';

export interface RecordRouter {
  readonly cityId: Id;
  readonly travellerClass: TravellerClass;
  readonly profile: Profile;
  readonly lawVersion: number;
  readonly token: string;
  readonly lawKeys: readonly string[];
  readonly url: string;
}

/** Says where a class's law is answered from now on; the router that did so before is retired in the same instant. */
export async function recordRouter(tx: ActionTx, router: RecordRouter): Promise<{ routerId: Id }> {
  await requireRole(tx, ['administrator']);
  const { cityId, travellerClass, profile, lawVersion, url } = router;
  await retireRouters(tx, { cityId, travellerClass, profile });
  const routerId = newId();
  await tx.db.insert(routers).values({ ...router, id: routerId, recordedAt: tx.now });
  await record(tx, {
    action: 'routers/record',
    cityId,
    subject: { kind: 'router', id: routerId },
    facts: { travellerClass, profile, lawVersion, url },
  });
  return { routerId };
}
