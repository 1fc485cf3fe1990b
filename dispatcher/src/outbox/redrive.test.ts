import { requestWave } from '@baogong/drizzle/actions/waves/request-wave';
import { waves } from '@baogong/drizzle/schema/waves';
import { openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { acting, smallCity } from '@baogong/drizzle/testing/small-city';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { JobRequest } from '../queues/define-job.ts';
import { startRedrive } from './redrive.ts';

let database: TestDatabase;
let waveId: string;
const log = pino({ level: 'silent' });

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  const city = await smallCity(database);
  waveId = await acting(database, (tx) => requestWave(tx, { cityId: city.id, cause: 'asked' }));
});

const redriving = (patienceMs: number) => {
  const added: JobRequest[] = [];
  let rescheduled = 0;
  const redrive = startRedrive({
    ...{ database, log, everyMs: 5, patienceMs },
    add: async (requests) => void added.push(...requests),
    reschedule: async () => void rescheduled++,
  });
  return { added, rescheduled: () => rescheduled, stop: redrive.stop };
};

it('a wave whose job is gone is nudged again, each time under another cause, with growing pauses', async () => {
  const { added, stop } = redriving(20);
  await expect.poll(() => added.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(3);
  await stop();
  expect(new Set(added.map(({ payload }) => payload.waveId))).toEqual(new Set([waveId]));
  expect(new Set(added.map(({ cause }) => cause)).size).toBe(added.length);
  // Pauses of 20, 40, 80, 160 ms: far fewer nudges than looks.
  expect(added.length).toBeLessThan(8);
});

it('a wave that waits when the queue or the database is back is nudged at once', async () => {
  const added: JobRequest[] = [];
  let looks = 0;
  const redrive = startRedrive({
    ...{ database, log, everyMs: 5, patienceMs: 60_000 },
    add: async (requests) => void added.push(...requests),
    async reschedule() {
      looks++;
      if (looks === 1) throw new Error('away');
    },
  });
  await expect.poll(() => added.length).toBe(1);
  await redrive.stop();
  expect(added[0]?.payload).toEqual({ waveId });
});

it('a wave that is planned, or has not waited long, is left alone', async () => {
  const patient = redriving(60_000);
  await expect.poll(patient.rescheduled).toBeGreaterThan(5);
  await patient.stop();
  expect(patient.added).toEqual([]);

  await database.transaction((tx) => tx.update(waves).set({ plannedAt: new Date(0) }));
  const eager = redriving(0);
  await expect.poll(eager.rescheduled).toBeGreaterThan(5);
  await eager.stop();
  expect(eager.added).toEqual([]);
});
