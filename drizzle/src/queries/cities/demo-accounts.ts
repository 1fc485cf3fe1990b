import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { Id } from '../../rules/ids.ts';
import type { Role } from '../../rules/vocabulary.ts';

/** One account of each role of a city, the nearest to its people first; a resident with a household, a rider who works outside. */
export async function demoAccounts(db: Reader, cityId: Id): Promise<Map<Role, Id>> {
  const found = await rows<{ role: Role; accountId: Id }>(
    db,
    sql`
      select distinct on (grants.role) grants.role, accounts.id as "accountId"
      from accounts
      join grants on grants.account_id = accounts.id
      join jurisdictions on jurisdictions.id = grants.jurisdiction_id
      left join households on households.account_id = accounts.id
      left join riders on riders.account_id = accounts.id
      where accounts.city_id = ${cityId}
        and (grants.role <> 'resident' or (households.id is not null and not households.home_quarantine and households.needs = '{}'))
        and (grants.role <> 'rider' or riders.traveller_class = 'outsideRider')
      order by grants.role, nlevel(jurisdictions.path) desc, accounts.id`,
  );
  return new Map(found.map(({ role, accountId }) => [role, accountId]));
}
