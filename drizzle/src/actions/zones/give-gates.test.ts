import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { me } from '../../queries/identity/me.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { grants } from '../../schema/accounts.ts';
import { dropPoints } from '../../schema/drop-points.ts';
import { gates } from '../../schema/zones.ts';
import { declared, ground, lifted } from '../../testing/declare.ts';
import { clock } from '../../testing/good-day-ground.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { type WorkingCity, workingCity } from '../../testing/working-city.ts';

let database: TestDatabase;
let city: WorkingCity;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database);
});

const declare = () => declared(database, { city, ring: ground(0.5, 3.5), now: clock('02:00') });
const keepersOf = async (zoneId: Id) => {
  const found = await database.read((db) =>
    db.select({ id: gates.id, keeper: gates.keeperAccountId }).from(gates).where(eq(gates.zoneId, zoneId)),
  );
  return { ids: found.map(({ id }) => id).sort(), keepers: new Set(found.map(({ keeper }) => keeper)) };
};
const gatesFor = async (accountId: Id, now: Date) =>
  (await database.read((db) => me(db, { accountId, now }))).gateIds.toSorted();

it('gates are kept by gate keepers of the community, in turn, and each is told which he may serve', async () => {
  const keepers = city.accountIds.slice(0, 2);
  await database.transaction((tx) =>
    tx.insert(grants).values(
      keepers.map((accountId) => ({
        id: newId(),
        accountId,
        role: 'gateKeeper' as const,
        jurisdictionId: city.communityId,
      })),
    ),
  );
  const { zoneId } = await declare();
  const { ids, keepers: chosen } = await keepersOf(zoneId);
  expect(ids.length).toBeGreaterThan(1);
  expect(chosen).toEqual(new Set(keepers));
  for (const keeper of keepers) expect(await gatesFor(keeper, clock('02:00'))).toEqual(ids);
});

it('a community without a gate keeper has the leader of its drop point keep them', async () => {
  const [leader = ''] = city.accountIds;
  await database.transaction((tx) => tx.update(dropPoints).set({ leaderAccountId: leader }));
  const { zoneId } = await declare();
  const { ids, keepers } = await keepersOf(zoneId);
  expect(keepers).toEqual(new Set([leader]));
  expect(await gatesFor(leader, clock('02:00'))).toEqual(ids);
  expect(await gatesFor(city.accountIds[1] ?? '', clock('02:00'))).toEqual([]);
});

it('a gate that ended is still shown for what lies there, and not for ever', async () => {
  const [leader = ''] = city.accountIds;
  await database.transaction((tx) => tx.update(dropPoints).set({ leaderAccountId: leader }));
  const { zoneId } = await declare();
  const { ids } = await keepersOf(zoneId);
  await lifted(database, { city, zoneId, now: clock('03:00') });
  expect(await gatesFor(leader, clock('04:00'))).toEqual(ids);
  expect(await gatesFor(leader, new Date(clock('03:00').getTime() + 49 * 3_600_000))).toEqual([]);
});
