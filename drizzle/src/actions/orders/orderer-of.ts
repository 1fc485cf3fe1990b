import type { Actor } from '../../database/actor.ts';
import type { Id } from '../../rules/ids.ts';
import type { Verdict } from '../../rules/refusal.ts';
import { accepted, refused } from '../../rules/verdict.ts';
import { covers } from '../identity/require-role.ts';
import type { HouseholdFacts } from './household-facts.ts';

interface Orderer {
  readonly household: HouseholdFacts;
  readonly placedBy: Id;
}

/** A household orders for itself; grid workers and group leaders order for those of their territory. */
export function ordererOf(
  actor: Actor,
  { household, householdId, cityId }: { household: HouseholdFacts | undefined; householdId: Id; cityId: Id },
): Verdict<Orderer> {
  const unknown = refused('notFound', { noun: 'household', householdId });
  if (!household || household.cityId !== cityId) return unknown;
  if (actor.kind === 'system') {
    return household.accountId ? accepted({ household, placedBy: household.accountId }) : unknown;
  }
  if (actor.cityId !== cityId) return unknown;
  if (household.accountId === actor.id) return accepted({ household, placedBy: actor.id });

  const proxies = actor.grants.filter(({ role }) => role === 'gridWorker' || role === 'groupLeader');
  if (proxies.length === 0) return unknown;
  if (!proxies.some(({ path }) => covers(path, household.path))) return refused('outsideTerritory');
  return accepted({ household, placedBy: actor.id });
}
