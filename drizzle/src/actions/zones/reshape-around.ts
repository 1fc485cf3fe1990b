import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import { lawVersionOf } from '../../queries/law/law-version.ts';
import type { Id } from '../../rules/ids.ts';
import type { TouchedRoute } from '../law/judge-unfinished.ts';
import { takeBackServing } from '../law/take-back-serving.ts';
import { expireZone } from './end.ts';
import { enforceZone } from './enforce.ts';
import { type Reshaped, reshape } from './reshape.ts';
import { groundsGivingWay } from './zone-grounds.ts';

interface Changed {
  readonly cityId: Id;
  readonly groundId: Id;
  readonly isNew?: boolean;
  readonly parentId?: Id | null;
}

/** A declaration has begun or ended: its zones are made what they have to be, then those of all that give way to it. */
export async function reshapeAround(
  tx: ActionTx,
  { cityId, ...changed }: Changed,
): Promise<Reshaped & { touched: readonly TouchedRoute[] }> {
  const done: Reshaped = { ended: [], withdrawn: [], written: [] };
  await reshape(tx, changed, done);
  for (const groundId of await groundsGivingWay(tx, changed)) await reshape(tx, { groundId }, done);
  return { ...done, touched: await takeEffect(tx, cityId, done) };
}

/** The law changes only when every zone is as it has to be, so that no leg is judged by half of a change. */
async function takeEffect(tx: ActionTx, cityId: Id, { ended, withdrawn, written }: Reshaped): Promise<TouchedRoute[]> {
  const touched: TouchedRoute[] = [];
  for (const { zoneId, enforced } of ended) {
    // One that the sweep has not seen begin yet was in force nonetheless.
    if (!enforced) touched.push(...(await enforceZone(tx, { cityId, zoneId })));
    touched.push(...(await expireZone(tx, { cityId, zoneId })));
  }
  for (const { zoneId, validFrom } of written) {
    await appendEvent(tx, { name: 'zone.declared.v1', cityId, payload: { zoneId } });
    if (validFrom <= tx.now) touched.push(...(await enforceZone(tx, { cityId, zoneId })));
  }
  const lawVersion = await lawVersionOf(tx.db, cityId);
  for (const zoneId of withdrawn) {
    touched.push(...(await takeBackServing(tx, { cityId, zoneId, lawVersion })));
    await appendEvent(tx, { name: 'zone.withdrawn.v1', cityId, payload: { zoneId } });
  }
  return touched;
}
