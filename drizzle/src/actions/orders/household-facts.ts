import { sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { innermostClass } from './city-facts.ts';

/** A household as admission looks at it. */
export interface HouseholdFacts {
  readonly id: Id;
  readonly cityId: Id;
  readonly accountId: Id | null;
  /** Of its building. */
  readonly path: string;
  readonly point: readonly [number, number] | null;
  readonly zoneClass: ZoneClass | null;
}

/**
 * Reads and locks the households, so that two orders of one household are counted against its quota one after the other;
 * and their city against the close of a day, which waits for orders under way and is seen by those that come after it.
 */
export async function lockHouseholds(tx: ActionTx, ids: readonly Id[]): Promise<Map<Id, HouseholdFacts>> {
  const found = await rows<HouseholdFacts>(
    tx.db,
    sql`select h.id, h.city_id as "cityId", h.account_id as "accountId", j.path::text as path,
          case when j.point is not null then json_build_array(ST_X(j.point), ST_Y(j.point)) end as point,
          ${innermostClass(sql`h.city_id`, sql`j.point`, tx.now.toISOString())} as "zoneClass"
        from households h join jurisdictions j on j.id = h.building_id join cities c on c.id = h.city_id
        where h.id = any(${uuids(ids)}) order by h.id for no key update of h for key share of c`,
  );
  return new Map(found.map((household) => [household.id, household]));
}
