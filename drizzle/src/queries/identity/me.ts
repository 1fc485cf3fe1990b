import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
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
  const warehouseId = clerkPath && (await nearestWarehouse(db, account.city.id, clerkPath));
  return {
    ...account,
    roles,
    ...(household && { householdId: household }),
    ...(rider && { riderId: rider }),
    dropPointIds: led,
    ...(warehouseId && { warehouseId }),
  };
}

const OWN_MAX = 100;

async function idsOf(
  db: Reader,
  table: typeof households | typeof riders | typeof dropPoints,
  where: ReturnType<typeof eq>,
): Promise<Id[]> {
  const found = await db.select({ id: table.id }).from(table).where(where).orderBy(table.id).limit(OWN_MAX);
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
