import { and, asc, eq, gt, ne } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { InvariantError } from '../../rules/refusal.ts';
import { accounts, grants } from '../../schema/accounts.ts';
import { cities } from '../../schema/cities.ts';
import { dropPoints } from '../../schema/drop-points.ts';
import { riders, vehicles } from '../../schema/fleet.ts';
import { households } from '../../schema/households.ts';
import { jurisdictions } from '../../schema/jurisdictions.ts';
import { skus } from '../../schema/skus.ts';
import { riderBases, warehouses } from '../../schema/warehouses.ts';

export interface WorldInput {
  readonly cityId: Id;
  /** The last household of the page before. */
  readonly cursor?: Id | undefined;
  readonly limit?: number | undefined;
}

const HOUSEHOLDS_DEFAULT = 1000;

/** What the people of a city know between them: a page of households, and with the first page all places and fleet. */
export async function world(db: Reader, { cityId, cursor, limit = HOUSEHOLDS_DEFAULT }: WorldInput) {
  const [city] = await db
    .select({ id: cities.id, slug: cities.slug, timeZone: cities.timeZone, bounds: cities.bounds })
    .from(cities)
    .where(eq(cities.id, cityId));
  if (!city) throw new InvariantError(`city ${cityId} is gone`);

  const page = await householdsOf(db, { cityId, cursor, limit: limit + 1 });
  const next = page.length > limit ? (page[limit - 1]?.id ?? null) : null;
  const rest = cursor === undefined ? await placesAndFleet(db, cityId) : nothing;
  return { city, households: page.slice(0, limit), ...rest, next };
}

type PlacesAndFleet = Awaited<ReturnType<typeof placesAndFleet>>;

const nothing: PlacesAndFleet = {
  dropPoints: [],
  warehouses: [],
  riderBases: [],
  riders: [],
  vehicles: [],
  skus: [],
  staff: [],
};

async function householdsOf(
  db: Reader,
  { cityId, cursor, limit }: { cityId: Id; cursor: Id | undefined; limit: number },
) {
  const found = await db
    .select({
      id: households.id,
      accountId: households.accountId,
      communityId: households.communityId,
      dropPointId: households.dropPointId,
      buildingId: households.buildingId,
      point: jurisdictions.point,
    })
    .from(households)
    .innerJoin(jurisdictions, eq(jurisdictions.id, households.buildingId))
    .where(and(eq(households.cityId, cityId), cursor ? gt(households.id, cursor) : undefined))
    .orderBy(asc(households.id))
    .limit(limit);
  return found.map(({ point, ...household }) => {
    if (!point) throw new InvariantError(`building ${household.buildingId} has no entrance`);
    return { ...household, point };
  });
}

async function placesAndFleet(db: Reader, cityId: Id) {
  const place = <T extends typeof warehouses | typeof riderBases | typeof dropPoints>(table: T) => ({
    id: table.id,
    point: table.point,
    nameZh: table.nameZh,
  });
  return {
    dropPoints: await db
      .select({
        ...place(dropPoints),
        communityId: dropPoints.communityId,
        leaderAccountId: dropPoints.leaderAccountId,
      })
      .from(dropPoints)
      .where(eq(dropPoints.cityId, cityId))
      .orderBy(dropPoints.id),
    warehouses: await db
      .select(place(warehouses))
      .from(warehouses)
      .where(eq(warehouses.cityId, cityId))
      .orderBy(warehouses.id),
    riderBases: await db
      .select(place(riderBases))
      .from(riderBases)
      .where(eq(riderBases.cityId, cityId))
      .orderBy(riderBases.id),
    riders: await db
      .select({
        id: riders.id,
        accountId: riders.accountId,
        travellerClass: riders.travellerClass,
        profile: riders.profile,
        vehicleId: riders.vehicleId,
        baseId: riders.baseId,
        homeBuildingId: riders.homeBuildingId,
      })
      .from(riders)
      .where(eq(riders.cityId, cityId))
      .orderBy(riders.id),
    vehicles: await db
      .select({
        id: vehicles.id,
        code: vehicles.code,
        travellerClass: vehicles.travellerClass,
        profile: vehicles.profile,
        homeWarehouseId: vehicles.homeWarehouseId,
      })
      .from(vehicles)
      .where(eq(vehicles.cityId, cityId))
      .orderBy(vehicles.id),
    skus: await db
      .select({ id: skus.id, code: skus.code, quotaPerWeek: skus.quotaPerWeek })
      .from(skus)
      .where(eq(skus.cityId, cityId))
      .orderBy(skus.code),
    staff: await db
      .select({
        accountId: grants.accountId,
        role: grants.role,
        jurisdictionId: grants.jurisdictionId,
        path: jurisdictions.path,
      })
      .from(grants)
      .innerJoin(accounts, eq(accounts.id, grants.accountId))
      .innerJoin(jurisdictions, eq(jurisdictions.id, grants.jurisdictionId))
      .where(and(eq(accounts.cityId, cityId), ne(grants.role, 'resident')))
      .orderBy(grants.id),
  };
}
