import { openWaves } from '@baogong/drizzle/actions/cities/open-waves';
import { type Clock, startSteppedClock } from '@baogong/drizzle/database/clock';
import { waves } from '@baogong/drizzle/schema/waves';
import { laws } from '@baogong/drizzle/schema/zones';
import { declared, ground } from '@baogong/drizzle/testing/declare';
import { clock } from '@baogong/drizzle/testing/good-day-ground';
import { openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { acting } from '@baogong/drizzle/testing/small-city';
import { type WorkingCity, workingCity } from '@baogong/drizzle/testing/working-city';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { stepClock } from './step-clock.ts';

let database: TestDatabase;
let city: WorkingCity;
let stepped: Clock;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await workingCity(database, { households: 3 });
  stepped = await startSteppedClock(database, clock('02:00'));
});

const settled = { idle: async () => undefined };

it('everything due within a step runs at its own instant, in order', async () => {
  await declared(database, {
    city,
    ring: ground(3, 5),
    now: clock('02:00'),
    validFrom: clock('02:20'),
    validTo: clock('02:40'),
  });
  await declared(database, { city, ring: ground(6, 8), now: clock('02:00'), validFrom: clock('02:30') });
  await stepClock({ database, clock: stepped, ...settled }, clock('03:00'));

  const changes = await database.read((db) => db.select().from(laws).orderBy(asc(laws.version)));
  expect(changes.slice(1).map(({ cause, inForceFrom }) => [cause, inForceFrom])).toEqual([
    ['zoneInForce', clock('02:20')],
    ['zoneInForce', clock('02:30')],
    ['zoneEnded', clock('02:40')],
  ]);
  expect(await stepped.now()).toEqual(clock('03:00'));
});

it('waves come due every interval; one that still waits stands for those after it', async () => {
  await acting(database, (tx) => openWaves(tx, { cityId: city.id, waveIntervalS: 1200 }), clock('02:00'));
  const planAll = async () => {
    await database.transaction((tx) => tx.update(waves).set({ plannedAt: clock('02:00') }));
  };
  await stepClock({ database, clock: stepped, idle: planAll }, clock('03:00'));
  const due = await database.read((db) => db.select().from(waves).orderBy(asc(waves.dueAt)));
  expect(due.map((wave) => wave.dueAt)).toEqual([clock('02:20'), clock('02:40'), clock('03:00')]);

  await stepClock({ database, clock: stepped, ...settled }, clock('04:00'));
  expect(await database.read((db) => db.select().from(waves))).toHaveLength(4);
});

it('a step over nothing only moves the time', async () => {
  await stepClock({ database, clock: stepped, ...settled }, clock('02:30'));
  expect(await stepped.now()).toEqual(clock('02:30'));
});
