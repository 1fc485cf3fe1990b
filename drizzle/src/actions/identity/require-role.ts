import { and, eq } from 'drizzle-orm';
import type { Actor } from '../../database/actor.ts';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { Role } from '../../rules/vocabulary.ts';
import { jurisdictions } from '../../schema/jurisdictions.ts';

/** What a check of rights reads: an action's `tx` is one, and so is a query's reader with its actor. */
export interface Asking {
  readonly db: Reader;
  readonly actor: Actor;
}

/** A place in the actor's own city's tree of territory. */
export type Territory = { readonly jurisdictionId: Id } | { readonly path: string };

/**
 * Stands at the head of every action: the actor must hold one of `roles` and, where a place is named, hold it there or
 * above. The system's own jobs hold every right.
 */
export async function requireRole(asking: Asking, roles: readonly Role[], at?: Territory): Promise<void> {
  const { actor } = asking;
  if (actor.kind === 'system') return;

  const held = actor.grants.filter((grant) => roles.includes(grant.role));
  if (held.length === 0) throw new Refusal('forbidden', { accepted: roles });
  if (!at) return;

  const path = 'path' in at ? at.path : await pathOf(asking, actor.cityId, at.jurisdictionId);
  if (!path || !held.some((grant) => covers(grant.path, path))) throw new Refusal('outsideTerritory');
}

/** Whether a role granted at `granted` holds at `path`: there and in the whole subtree below. */
export function covers(granted: string, path: string): boolean {
  return path === granted || path.startsWith(`${granted}.`);
}

/** Paths of two cities may be equal, so a place of another city is no place of the actor's. */
async function pathOf({ db }: Asking, cityId: Id, jurisdictionId: Id): Promise<string | undefined> {
  const [place] = await db
    .select({ path: jurisdictions.path })
    .from(jurisdictions)
    .where(and(eq(jurisdictions.id, jurisdictionId), eq(jurisdictions.cityId, cityId)));
  return place?.path;
}
