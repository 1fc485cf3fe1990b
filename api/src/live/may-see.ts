import { covers } from '@baogong/drizzle/actions/identity/require-role';
import type { SessionView } from '@baogong/drizzle/queries/identity/session-of-token';
import type { Concerned } from '@baogong/drizzle/queries/live/concerned-by';
import type { NumberedEvent } from '@baogong/drizzle/queries/live/events-after';
import type { Role } from '@baogong/drizzle/rules/vocabulary';

const overseers: readonly Role[] = ['commander', 'auditor', 'administrator', 'integration'];

/** Judged for every event anew, because one stream carries those of a whole city. */
export async function maySee(
  { accountId, cityId, grants }: SessionView,
  { event, concerned }: { readonly event: NumberedEvent; readonly concerned: () => Promise<Concerned> },
): Promise<boolean> {
  if (event.cityId !== cityId) return false;
  if (grants.some(({ role }) => overseers.includes(role))) return true;

  const { everyone, accountIds, warehousePath } = await concerned();
  if (everyone || accountIds.includes(accountId)) return true;
  return grants.some(
    ({ role, path }) => role === 'warehouseClerk' && warehousePath !== undefined && covers(path, warehousePath),
  );
}
