import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { accounts, grants } from '../../schema/accounts.ts';
import { cities } from '../../schema/cities.ts';
import { dropPoints } from '../../schema/drop-points.ts';
import { riders } from '../../schema/fleet.ts';
import { households } from '../../schema/households.ts';
import { jurisdictions } from '../../schema/jurisdictions.ts';
import { people } from '../../schema/people.ts';
import { warehouses } from '../../schema/warehouses.ts';
import { gates } from '../../schema/zones.ts';

export interface MeInput {
  readonly accountId: Id;
  readonly now: Date;
}

/** An account as its owner sees it. */
export async function me(db: Reader, { accountId, now }: MeInput) {
  const [account] = await db
    .select({
      accountId: accounts.id,
      name: people.name,
      city: {
        id: cities.id,
        slug: cities.slug,
        nameZh: cities.nameZh,
        nameEn: cities.nameEn,
        timeZone: cities.timeZone,
      },
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(cities, eq(cities.id, accounts.cityId))
    .where(eq(accounts.id, accountId));
  if (!account) throw new Refusal('notFound', { noun: 'account' });

  const roles = await db
    .select({
      role: grants.role,
      jurisdictionId: grants.jurisdictionId,
      nameZh: jurisdictions.nameZh,
      path: jurisdictions.path,
    })
    .from(grants)
    .innerJoin(jurisdictions, eq(jurisdictions.id, grants.jurisdictionId))
    .where(and(eq(grants.accountId, accountId), or(isNull(grants.endsAt), gt(grants.endsAt, now))))
    .orderBy(grants.role, jurisdictions.path);
  const clerkPath = roles.find(({ role }) => role === 'warehouseClerk')?.path;

  const [household] = await idsOf(db, households, eq(households.accountId, accountId));
  const [rider] = await idsOf(db, riders, eq(riders.accountId, accountId));
  const led = await idsOf(db, dropPoints, eq(dropPoints.leaderAccountId, accountId));
  const paths = roles.flatMap(({ role, path }) => (role === 'gateKeeper' ? [path] : []));
  const warehouseId = clerkPath && (await nearestWarehouse(db, account.city.id, clerkPath));
  return {
    ...account,
    roles,
    ...(household && { householdId: household }),
    ...(rider && { riderId: rider }),
    dropPointIds: led,
    gateIds: await gatesKept(db, { accountId, now, paths }),
    ...(warehouseId && { warehouseId }),
  };
}

const OWN_MAX = 100;
/** Boxes that were delivered at a gate are still handed out there when its zone has ended. */
const ENDED_SHOWN_MS = 48 * 3_600_000;

async function idsOf(
  db: Reader,
  table: typeof households | typeof riders | typeof dropPoints,
  where: ReturnType<typeof eq>,
): Promise<Id[]> {
  const found = await db.select({ id: table.id }).from(table).where(where).orderBy(table.id).limit(OWN_MAX);
  return found.map(({ id }) => id);
}

/** Gates that he keeps himself or that lie in a community whose gates he keeps, and those that ended a short while ago. */
async function gatesKept(
  db: Reader,
  { accountId, now, paths }: MeInput & { readonly paths: readonly string[] },
): Promise<Id[]> {
  const inHisCommunities = sql`exists (select 1 from jurisdictions j
    where j.id = ${gates.communityId} and j.path <@ any(${sql.param(`{${paths.join(',')}}`)}::ltree[]))`;
  const found = await db
    .select({ id: gates.id })
    .from(gates)
    .where(
      and(
        or(eq(gates.keeperAccountId, accountId), paths.length > 0 ? inHisCommunities : undefined),
        isNotNull(gates.zoneId),
        or(isNull(gates.endsAt), gt(gates.endsAt, new Date(now.getTime() - ENDED_SHOWN_MS))),
      ),
    )
    .orderBy(gates.id)
    .limit(OWN_MAX);
  return found.map(({ id }) => id);
}

/** The warehouse of the clerk's own place; of several below it the one nearest to its top. */
async function nearestWarehouse(db: Reader, cityId: Id, path: string): Promise<Id | undefined> {
  const [nearest] = await db
    .select({ id: warehouses.id })
    .from(warehouses)
    .innerJoin(jurisdictions, eq(jurisdictions.id, warehouses.jurisdictionId))
    .where(and(eq(warehouses.cityId, cityId), sql`${jurisdictions.path} <@ ${path}::ltree`))
    .orderBy(sql`nlevel(${jurisdictions.path})`, warehouses.id)
    .limit(1);
  return nearest?.id;
}
