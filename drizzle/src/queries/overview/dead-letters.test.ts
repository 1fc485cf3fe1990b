import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordDeadLetter } from '../../actions/jobs/record-dead-letter.ts';
import { requestWave } from '../../actions/waves/request-wave.ts';
import { newId } from '../../rules/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, SMALL_CITY_NOON, smallCity } from '../../testing/small-city.ts';
import { workingCity } from '../../testing/working-city.ts';
import { newestDeadLetters } from './dead-letters.ts';
import { overview } from './overview.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('a dead job is seen by the city of its wave or rider alone, and one of the whole system by administrators', async () => {
  const city = await workingCity(database);
  const other = await smallCity(database);
  const bury = (job: string, payload: unknown) =>
    acting(database, (tx) => recordDeadLetter(tx, { job, jobId: newId(), payload, attempts: 3, reason: 'broken' }));
  const waveId = await acting(database, (tx) => requestWave(tx, { cityId: other.id, cause: 'asked' }));
  await bury('plan-wave', { waveId });
  await bury('halt-rider', { riderId: city.outsider.riderId });
  await bury('run-due', {});

  const seen = (cityId: string, wholeSystem: boolean) =>
    database.read(async (db) => {
      const letters = await newestDeadLetters(db, { cityId, wholeSystem, limit: 10 });
      const { deadLetters } = await overview(db, { cityId, wholeSystem, now: SMALL_CITY_NOON });
      expect(deadLetters).toBe(letters.length);
      return letters.map(({ job }) => job).sort();
    });
  expect(await seen(city.id, false)).toEqual(['halt-rider']);
  expect(await seen(other.id, false)).toEqual(['plan-wave']);
  expect(await seen(other.id, true)).toEqual(['plan-wave', 'run-due']);
});
