import type { world } from '@baogong/api/contract/simulation';
import type { z } from 'zod';
import { type Caller, caller } from './caller.ts';

type World = z.infer<typeof world>;

/** Everybody in a simulated city and their ways to the counter. */
export interface Town extends World {
  /** The caller of an account; its session is opened with the first call. */
  as(accountId: string): Caller;
  /** The clock, autonomous vehicles, and everything else that no single person does. */
  readonly integration: Caller;
  readonly commander: Caller;
  /** The clerk whose territory holds all warehouses. */
  readonly clerk: Caller;
}

const SESSIONS_PER_CALL = 1_000;

/** Reads the whole city page by page and signs its people in. */
export async function openTown(
  addresses: readonly string[],
  tokens: Readonly<Record<string, string | undefined>>,
): Promise<Town> {
  const of = (role: string) => caller(addresses, tokens[role] ?? '');
  const integration = of('integration');
  const first = await integration.get<World>('/v1/simulation/world');
  const households = [...first.households];
  for (let next = first.next; next !== null; ) {
    const page = await integration.get<World>(`/v1/simulation/world?cursor=${next}`);
    households.push(...page.households);
    next = page.next;
  }

  const accountIds = [
    ...new Set([
      ...households.flatMap((household) => household.accountId ?? []),
      ...first.riders.map((rider) => rider.accountId),
      ...first.dropPoints.flatMap((dropPoint) => dropPoint.leaderAccountId ?? []),
      ...first.staff.flatMap((each) => (each.role === 'warehouseClerk' ? each.accountId : [])),
    ]),
  ];
  const callers = new Map<string, Caller>();
  for (let start = 0; start < accountIds.length; start += SESSIONS_PER_CALL) {
    const { tokens: minted } = await integration.post<{ tokens: { accountId: string; token: string }[] }>(
      '/v1/simulation/sessions',
      { accountIds: accountIds.slice(start, start + SESSIONS_PER_CALL) },
    );
    for (const { accountId, token } of minted) callers.set(accountId, caller(addresses, token));
  }

  const as = (accountId: string): Caller => {
    const known = callers.get(accountId);
    if (!known) throw new RangeError(`account ${accountId} has no session`);
    return known;
  };
  return {
    ...first,
    households,
    integration,
    commander: of('commander'),
    clerk: as(chiefClerk(first)),
    as,
  };
}

/** The clerk highest in the tree: his role holds for everything below. */
function chiefClerk({ staff }: World): string {
  const clerks = staff.filter((each) => each.role === 'warehouseClerk');
  const [chief] = clerks.sort((one, other) => one.path.length - other.path.length);
  if (!chief) throw new RangeError('this city has no warehouse clerk');
  return chief.accountId;
}
