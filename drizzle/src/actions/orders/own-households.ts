import { sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';

interface Asked {
  readonly cityId: Id;
  readonly accountIds: readonly Id[];
}

/** The household of a city that each account lives in; of several the first, as for a single order. */
export async function ownHouseholds(tx: ActionTx, { cityId, accountIds }: Asked): Promise<Map<Id, Id>> {
  if (accountIds.length === 0) return new Map();
  const found = await rows<{ accountId: Id; id: Id }>(
    tx.db,
    sql`select distinct on (account_id) account_id as "accountId", id from households
        where account_id = any(${uuids(accountIds)}) and city_id = ${cityId} order by account_id, id`,
  );
  return new Map(found.map(({ accountId, id }) => [accountId, id]));
}
