import type { Clock } from '@baogong/drizzle/database/clock';
import { distanceM, lineLengthM } from '@baogong/drizzle/rules/geo';
import { boxes } from '@baogong/drizzle/schema/boxes';
import { dropPoints } from '@baogong/drizzle/schema/drop-points';
import { riders, shifts } from '@baogong/drizzle/schema/fleet';
import { routes, trips } from '@baogong/drizzle/schema/routes';
import { declared, ground } from '@baogong/drizzle/testing/declare';
import { clock } from '@baogong/drizzle/testing/good-day-ground';
import { openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { at } from '@baogong/drizzle/testing/small-city';
import { type WorkingCity, workingCity } from '@baogong/drizzle/testing/working-city';
import { forbiddenCrossings } from '@baogong/drizzle/verify/forbidden-crossings';
import { withoutValidCode } from '@baogong/drizzle/verify/without-valid-code';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import { legLines } from './leg-lines.ts';
import { planWave } from './plan-wave.ts';
import { inlineSolver } from './solver-inline.ts';
import { plannedWave } from './testing/planned-wave.ts';
import { streetsOnly } from './testing/street-of-houses.ts';
import { travelTables } from './travel-tables.ts';

let database: TestDatabase;
let city: WorkingCity;
const streets = streetsOnly();
const MINUTES_LEFT = 30;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database);
});

const planned = (now: Date, engine: LawfulEngine = streets) => plannedWave(database, { cityId: city.id, now, engine });
const verdictOn = (invariant: typeof forbiddenCrossings) => database.read((db) => invariant.run(db));

it('a wave serves every box, its legs join end to start and neither law nor health has a word against it', async () => {
  const plan = await planned(clock('02:00'));
  expect(plan.wave).toMatchObject({ plannedAt: clock('02:00'), lawVersion: 1 });
  expect(plan.unplanned).toEqual([]);
  expect(new Set(plan.stops.map((row) => row.stop_boxes.boxId))).toEqual(new Set(city.boxIds));
  for (const route of plan.routes) {
    const ways = plan.legs.filter((leg) => leg.routeId === route.id).map((leg) => leg.line);
    for (const [index, way] of ways.entries()) {
      if (index > 0) expect(way[0]).toEqual(ways[index - 1]?.at(-1));
      expect(lineLengthM(way)).toBeGreaterThanOrEqual(0);
    }
  }
  expect((await verdictOn(forbiddenCrossings)).violations).toEqual([]);
  expect((await verdictOn(withoutValidCode)).violations).toEqual([]);
});

it('boxes of sealed homes are handed over at a gate or relay of their zone, and no leg crosses it', async () => {
  const { zoneId } = await declared(database, { city, ring: ground(1.5, 3.5), now: clock('01:55') });
  const plan = await planned(clock('02:00'));
  const handed = plan.stops.filter((row) => row.stops.mode === 'handOver');
  expect(new Set(handed.map((row) => row.stop_boxes.boxId))).toEqual(new Set([city.boxIds[2], city.boxIds[3]]));
  expect(handed.every((row) => row.stops.servesZoneId === zoneId)).toBe(true);
  expect((await verdictOn(forbiddenCrossings)).violations).toEqual([]);
});

it('only autonomous vehicles come to the relay of a sealed zone; without one at work its boxes come to a gate', async () => {
  await declared(database, { city, ring: ground(0.5, 3.5), now: clock('01:55') });
  const [atRelay] = (await planned(clock('02:00'))).stops.filter((row) => row.stops.placeKind === 'relay');
  const [trip] = await database.read((db) =>
    db
      .select()
      .from(routes)
      .innerJoin(trips, eq(trips.routeId, routes.id))
      .where(eq(trips.id, atRelay?.stops.tripId ?? '')),
  );
  expect(trip?.routes.travellerClass).toBe('autonomousVehicle');

  await database.reset();
  city = await workingCity(database);
  await declared(database, { city, ring: ground(0.5, 3.5), now: clock('01:55') });
  await database.transaction((tx) => tx.delete(shifts).where(eq(shifts.vehicleId, city.robot.vehicleId ?? '')));
  const handed = (await planned(clock('02:00'))).stops.filter((row) => row.stops.mode === 'handOver');
  expect(handed.map((row) => row.stops.placeKind)).toEqual(['gate', 'gate', 'gate']);
});

it('a wave that is planned already is left alone', async () => {
  const first = await planned(clock('02:00'));
  const standing: Clock = { kind: 'stepped', now: async () => clock('02:01') };
  const planner = {
    database,
    engine: streets,
    tables: travelTables(streets),
    lines: legLines(streets),
    solver: inlineSolver(),
  };
  await planWave({ ...planner, clock: standing }, first.wave?.id ?? '');
  const after = await database.read((db) => db.select().from(routes));
  expect(after).toHaveLength(first.routes.length);
});

it('where no lawful way is found for a leg after all, the wave is planned again without it', async () => {
  let refused: string | undefined;
  const moody: LawfulEngine = {
    ...streets,
    async route(query) {
      if (distanceM(query.to, at(1, 1)) > 1) return streets.route(query);
      // The profile that is asked first never gets there.
      refused ??= query.profile;
      if (query.profile !== refused) return streets.route(query);
      return { unreachable: true, reason: 'noLawfulPath', place: 1, at: query.to };
    },
  };
  const plan = await planned(clock('02:00'), moody);
  expect(refused).toBeDefined();
  expect(plan.routes.length).toBeGreaterThan(0);
  expect(plan.routes.map((route) => route.profile)).not.toContain(refused);
  expect(plan.unplanned).toEqual([]);
});

it('boxes that a rider will not bring to their place come back: his route has a return leg to a warehouse', async () => {
  const boxId = city.boxIds[0] ?? '';
  await database.transaction(async (tx) => {
    const rider = { custodianKind: 'rider' as const, custodianId: city.outsider.riderId ?? '' };
    await tx
      .update(boxes)
      .set({ ...rider, state: 'loaded' })
      .where(eq(boxes.id, boxId));
    const base = { lastPoint: at(0), lastSeenAt: clock('02:00') };
    await tx.update(riders).set(base).where(eq(riders.id, rider.custodianId));
    // The drop point is too far for what is left of his shift.
    await tx
      .update(shifts)
      .set({ toAt: new Date(clock('02:00').getTime() + MINUTES_LEFT * 60_000) })
      .where(eq(shifts.riderId, rider.custodianId));
    await tx.update(dropPoints).set({ point: at(60, -20) });
  });
  const plan = await planned(clock('02:00'));
  const [stop] = plan.stops.filter((row) => row.stop_boxes.boxId === boxId);
  expect(stop?.stops).toMatchObject({ mode: 'handOver', placeKind: 'warehouse', placeId: city.near });
  expect(plan.legs.find((leg) => leg.stopId === stop?.stops.id)).toMatchObject({ purpose: 'return' });
});
