import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { Role } from '../../rules/vocabulary.ts';
import { requireAccount } from './require-account.ts';
import { type Asking, requireRole } from './require-role.ts';

/**
 * For what concerns every household of a city at once, such as the close of its day: one of the roles must be held over all
 * of its territory. That of a part is not enough, even where its tree has no row for the city itself.
 */
export async function requireWholeCity(asking: Asking, accepted: readonly Role[]): Promise<void> {
  await requireRole(asking, accepted);
  if (asking.actor.kind === 'system') return;

  const { cityId, grants } = requireAccount(asking.actor);
  const held = grants.filter(({ role }) => accepted.includes(role)).map(({ path }) => path);
  const [beyond] = await rows<{ path: string }>(
    asking.db,
    sql`select path::text as path from jurisdictions
        where city_id = ${cityId} and level not in ('country', 'province', 'city')
          and not path <@ (select array_agg(value::ltree) from jsonb_array_elements_text(${JSON.stringify(held)}::jsonb))
        order by nlevel(path), path limit 1`,
  );
  if (beyond) throw new Refusal('outsideTerritory', { accepted: 'a role that holds for the whole city' });
}
