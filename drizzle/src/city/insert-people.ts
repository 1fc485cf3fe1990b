import { type SQL, sql } from 'drizzle-orm';
import { recordset } from '../database/bulk.ts';
import type { ActionTx } from '../database/transaction.ts';
import type { Id } from '../rules/ids.ts';
import { toEwkbHex } from '../schema/columns/ewkb.ts';
import type { CityRows } from './folder.ts';

/** Rows in one statement: large enough to be quick, small enough for one bound value. */
const ROWS_PER_STATEMENT = 5_000;

/** The tree of territory and everyone who is known in it. */
export async function insertPeople(tx: ActionTx, cityId: Id, rows: CityRows): Promise<void> {
  const jurisdictions = rows.jurisdictions.map(({ point, ...row }) => ({
    ...row,
    point: point ? toEwkbHex({ type: 'Point', coordinates: point }) : null,
  }));
  await inChunks(
    tx,
    jurisdictions,
    (chunk) => sql`
    insert into jurisdictions (id, city_id, path, level, name_zh, name_en, point)
    select id, ${cityId}::uuid, path::ltree, level, "nameZh", "nameEn", point::geometry
    from ${chunk} as r(id uuid, path text, level text, "nameZh" text, "nameEn" text, point text)`,
  );
  await inChunks(
    tx,
    rows.people,
    (chunk) => sql`
    insert into people (id, city_id, name) select id, ${cityId}::uuid, name from ${chunk} as r(id uuid, name text)`,
  );
  await inChunks(
    tx,
    rows.accounts,
    (chunk) => sql`
    insert into accounts (id, city_id, person_id, phone)
    select id, ${cityId}::uuid, "personId", phone from ${chunk} as r(id uuid, "personId" uuid, phone text)`,
  );
  await inChunks(
    tx,
    rows.grants,
    (chunk) => sql`
    insert into grants (id, account_id, role, jurisdiction_id)
    select id, "accountId", role, "jurisdictionId"
    from ${chunk} as r(id uuid, "accountId" uuid, role text, "jurisdictionId" uuid)`,
  );
}

/** Runs one insert for each chunk of rows. */
export async function inChunks(tx: ActionTx, rows: readonly object[], statement: (chunk: SQL) => SQL): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await tx.db.execute(statement(recordset(rows.slice(start, start + ROWS_PER_STATEMENT))));
  }
}
