import { newId } from '@baogong/drizzle/rules/ids';
import { boxes } from '@baogong/drizzle/schema/boxes';
import { dropPoints } from '@baogong/drizzle/schema/drop-points';
import { riders, shifts } from '@baogong/drizzle/schema/fleet';
import { jurisdictions } from '@baogong/drizzle/schema/jurisdictions';
import { stopBoxes } from '@baogong/drizzle/schema/routes';
import { riderBases } from '@baogong/drizzle/schema/warehouses';
import { clock } from '@baogong/drizzle/testing/good-day-ground';
import { openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { at } from '@baogong/drizzle/testing/small-city';
import { type WorkingCity, workingCity } from '@baogong/drizzle/testing/working-city';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { plannedWave } from './testing/planned-wave.ts';
import { streetsOnly } from './testing/street-of-houses.ts';

let database: TestDatabase;
let city: WorkingCity;
const baseId = newId();
const engine = streetsOnly({ toWarehouse: 'motorway' });

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
/** Riders are based in the long street, no van has the time to come to the drop point at its end, and only vans come to the warehouse. */
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database);
  await database.transaction(async (tx) => {
    const [place] = await tx
      .select({ id: jurisdictions.id })
      .from(jurisdictions)
      .where(eq(jurisdictions.level, 'subdistrict'));
    const names = { nameZh: '驻地', nameEn: 'Base' };
    const base = { id: baseId, cityId: city.id, jurisdictionId: place?.id ?? '', ...names, point: at(0) };
    await tx.insert(riderBases).values({ ...base, profile: 'ebike', piece: 1 });
    await tx
      .update(riders)
      .set({ baseId })
      .where(eq(riders.id, city.outsider.riderId ?? ''));
    await tx.update(dropPoints).set({ point: at(9.5) });
    await tx.delete(shifts).where(eq(shifts.vehicleId, city.robot.vehicleId ?? ''));
    await tx
      .update(shifts)
      .set({ toAt: clock('02:09') })
      .where(eq(shifts.riderId, city.van.riderId ?? ''));
  });
});

it('vans supply a base whose riders reach no warehouse, and the riders bring the boxes on', async () => {
  const first = await plannedWave(database, { cityId: city.id, now: clock('02:00'), engine });
  expect(first.unplanned).toEqual([]);
  expect(first.routes.map((route) => route.vehicleId)).toEqual([city.van.vehicleId]);
  expect(first.stops.map(({ stops }) => [stops.mode, stops.placeKind, stops.placeId])).toEqual(
    city.boxIds.map(() => ['handOver', 'riderBase', baseId]),
  );

  await setDownAtBase();
  const second = await plannedWave(database, { cityId: city.id, now: clock('02:10'), engine });
  const onward = second.stops.filter(({ stops }) => stops.placeKind === 'dropPoint');
  expect(new Set(onward.map((row) => row.stop_boxes.boxId))).toEqual(new Set(city.boxIds));
  expect(second.routes.map((route) => route.riderId)).toEqual([city.outsider.riderId]);
});

async function setDownAtBase(): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.update(stopBoxes).set({ active: false, outcome: 'handedOver' });
    const there = { state: 'handedOver' as const, custodianKind: 'riderBase' as const, custodianId: baseId };
    await tx
      .update(boxes)
      .set(there)
      .where(inArray(boxes.id, [...city.boxIds]));
  });
}
