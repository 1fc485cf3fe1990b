import type { Actor } from '../database/actor.ts';
import type { Clock } from '../database/clock.ts';
import type { Database, Tx } from '../database/port.ts';
import type { ActionTx } from '../database/transaction.ts';
import { withTransaction } from '../database/transaction.ts';
import type { LngLat } from '../rules/geo.ts';
import { type Id, newId } from '../rules/ids.ts';
import { firstPolicy, type Policy } from '../rules/policy.ts';
import { accounts } from '../schema/accounts.ts';
import { cities } from '../schema/cities.ts';
import { dropPoints } from '../schema/drop-points.ts';
import { households } from '../schema/households.ts';
import { jurisdictions } from '../schema/jurisdictions.ts';
import { people } from '../schema/people.ts';
import { policies } from '../schema/policies.ts';
import { skus } from '../schema/skus.ts';
import { warehouses } from '../schema/warehouses.ts';

/** Noon of the day that a small city lives, 20:00 in UTC+8 being far enough away from both midnights. */
export const SMALL_CITY_NOON = new Date('2026-04-01T04:00:00Z');
export const SMALL_CITY_DAY = '2026-04-01';

/** A street of houses from west to east: house `i` stands at `at(i)`. About 100 m between two. */
export function at(east: number, north = 0): LngLat {
  return [114.03 + east * 0.001, 22.53 + north * 0.0009];
}

export interface SmallCityPlan {
  readonly households?: number;
  readonly skus?: readonly { readonly quotaPerWeek?: number; readonly grams?: number }[];
  readonly policy?: Policy;
}

export interface SmallCity {
  readonly id: Id;
  readonly near: Id;
  readonly far: Id;
  readonly communityId: Id;
  readonly dropPointId: Id;
  readonly buildingIds: readonly Id[];
  readonly householdIds: readonly Id[];
  readonly accountIds: readonly Id[];
  readonly skuIds: readonly Id[];
}

/** One community of one-household houses, its sub-district's warehouse `near` and the district's `far`; shelves are empty. */
export async function smallCity(database: Database, plan: SmallCityPlan = {}): Promise<SmallCity> {
  const count = plan.households ?? 3;
  const cityId = newId();
  const skuPlans = plan.skus ?? [{}, {}];
  const city: SmallCity = {
    id: cityId,
    near: newId(),
    far: newId(),
    communityId: newId(),
    dropPointId: newId(),
    buildingIds: ids(count),
    householdIds: ids(count),
    accountIds: ids(count),
    skuIds: ids(skuPlans.length).sort(),
  };
  await database.transaction(async (tx) => {
    await insertGround(tx, city, plan.policy ?? firstPolicy);
    await insertPeople(tx, city);
    await tx.insert(skus).values(
      city.skuIds.map((id, i) => ({
        id,
        cityId,
        code: `S${i}`,
        nameZh: `商品${i}`,
        nameEn: `Item ${i}`,
        grams: skuPlans[i]?.grams ?? 500,
        millilitres: 800,
        temperatureClass: 'ambient' as const,
        priceCeilingFen: 100 * (i + 1),
        quotaPerWeek: skuPlans[i]?.quotaPerWeek ?? 10,
      })),
    );
  });
  return city;
}

/** Runs an action as the system at an instant. */
export function acting<T>(database: Database, run: (tx: ActionTx) => Promise<T>, now = SMALL_CITY_NOON): Promise<T> {
  return actingAs(database, { kind: 'system', id: 'test' }, run, now);
}

export function actingAs<T>(
  database: Database,
  actor: Actor,
  run: (tx: ActionTx) => Promise<T>,
  now = SMALL_CITY_NOON,
): Promise<T> {
  const clock: Clock = { kind: 'stepped', now: async () => now };
  return withTransaction(database, { actor, purpose: 'test', clock }, run);
}

async function insertGround(tx: Tx, city: SmallCity, policy: Policy): Promise<void> {
  const subdistrictId = newId();
  const districtId = newId();
  await tx.insert(cities).values({
    id: city.id,
    slug: `small-${city.id.slice(-12)}`,
    nameZh: '小城',
    nameEn: 'Small City',
    timeZone: 'Asia/Shanghai',
    folderHash: '0'.repeat(64),
    bounds: [114, 22.5, 114.1, 22.6],
  });
  const place = { cityId: city.id, nameZh: '地', nameEn: 'Place' };
  await tx.insert(jurisdictions).values([
    { ...place, id: districtId, path: 'cn.d1', level: 'district' },
    { ...place, id: subdistrictId, path: 'cn.d1.s1', level: 'subdistrict' },
    { ...place, id: city.communityId, path: 'cn.d1.s1.c1', level: 'community' },
    ...city.buildingIds.map((id, i) => ({
      ...place,
      id,
      path: `cn.d1.s1.c1.g1.b${i}`,
      level: 'building' as const,
      point: at(i),
    })),
  ]);
  await tx.insert(policies).values({ id: newId(), cityId: city.id, version: 1, validFrom: new Date(0), body: policy });
  await tx.insert(warehouses).values([
    { ...place, id: city.near, jurisdictionId: subdistrictId, level: 'subdistrict', point: at(0, -5) },
    { ...place, id: city.far, jurisdictionId: districtId, level: 'district', point: at(0, -20) },
  ]);
}

async function insertPeople(tx: Tx, city: SmallCity): Promise<void> {
  const { id: cityId, communityId, dropPointId } = city;
  const personIds = ids(city.accountIds.length);
  await tx.insert(people).values(personIds.map((id) => ({ id, cityId, name: '居民' })));
  await tx.insert(accounts).values(
    city.accountIds.map((id, i) => ({
      id,
      cityId,
      personId: personIds[i] ?? id,
      phone: `+86190${String(i).padStart(8, '0')}`,
    })),
  );
  await tx
    .insert(dropPoints)
    .values({ id: dropPointId, cityId, communityId, nameZh: '站点', nameEn: 'Point', point: at(1, 1) });
  await tx.insert(households).values(
    city.householdIds.map((id, i) => ({
      id,
      cityId,
      communityId,
      buildingId: city.buildingIds[i] ?? id,
      dropPointId,
      unit: `${i + 1}`,
      people: 2,
      accountId: city.accountIds[i] ?? null,
    })),
  );
}

function ids(count: number): Id[] {
  return Array.from({ length: count }, newId);
}
