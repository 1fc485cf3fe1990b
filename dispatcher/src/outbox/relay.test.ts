import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '@baogong/drizzle/rules/ids';
import { outbox } from '@baogong/drizzle/schema/transport';
import { enginesUnderTest, openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { asc } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bindJob, defineJob, type JobRequest } from '../queues/define-job.ts';
import { embeddedBackend } from '../queues/embedded-backend.ts';
import { type JobEngine, startJobEngine } from '../queues/job-engine.ts';
import { jobRegistry } from '../queues/registry.ts';
import { numberBatch, waitingEvents } from './batch.ts';
import { untilIdle } from './idle.ts';
import { type Relay, type RelayOptions, startRelay } from './relay.ts';

const silent = pino({ level: 'silent' });
const NEVER_MS = 3_600_000;

for (const engine of enginesUnderTest()) {
  describe(`outbox relay on ${engine}`, () => {
    let database: TestDatabase;
    const relays: Relay[] = [];

    beforeAll(async () => {
      database = await openTestDatabase(engine);
    });
    afterEach(async () => {
      for (const relay of relays.splice(0)) await relay.stop();
      await database.reset();
    });
    afterAll(() => database.close());

    const happen = async (count: number, name = 'wave.due.v1') => {
      const events = Array.from({ length: count }, (_, i) => ({
        id: newId(),
        cityId: newId(),
        name,
        payload: { waveId: newId() },
        recordedAt: new Date(Date.UTC(2022, 3, 1, 0, 0, i)),
      }));
      await database.transaction((tx) => tx.insert(outbox).values(events));
      return events.map(({ id }) => id);
    };
    const numbered = () =>
      database.read((db) => db.select({ id: outbox.id, seq: outbox.seq }).from(outbox).orderBy(asc(outbox.seq)));
    const start = async (add: RelayOptions['add'], options: Partial<RelayOptions> = {}) => {
      const jobsOf: RelayOptions['jobsOf'] = (_event, cause) => [{ job: 'note', payload: { cause }, cause }];
      const relay = await startRelay({ database, log: silent, pollMs: NEVER_MS, jobsOf, add, ...options });
      relays.push(relay);
      return relay;
    };

    it('passes every event on in order, in bounded batches, and numbers it', async () => {
      const ids = await happen(25);
      const batches: string[][] = [];
      const relay = await start(async (requests) => void batches.push(requests.map(({ cause }) => cause)), {
        batchMax: 10,
      });
      await relay.drain();
      expect(batches.map((batch) => batch.length)).toEqual([10, 10, 5]);
      expect(batches.flat()).toEqual(ids);
      expect(await numbered()).toEqual(ids.map((id, i) => ({ id, seq: i + 1 })));
    });

    it('is woken by a commit, without waiting for its poll', async () => {
      const passed: string[] = [];
      const relay = await start(async (requests) => void passed.push(...requests.map(({ cause }) => cause)));
      await relay.drain();
      const ids = await happen(1);
      await expect.poll(() => passed, { timeout: 5_000 }).toEqual(ids);
    });

    it('finds what it was not woken for', async () => {
      const ids = await happen(1);
      const passed: string[] = [];
      await start(async (requests) => void passed.push(...requests.map(({ cause }) => cause)), { pollMs: 20 });
      await expect.poll(() => passed, { timeout: 5_000 }).toEqual(ids);
    });

    it('adds the jobs again when it died before it could number their events', async () => {
      const ids = await happen(3);
      const tries: number[] = [];
      const relay = await start(async (requests) => {
        tries.push(requests.length);
        if (tries.length === 1) throw new Error('the queue is gone');
      });
      await relay.drain().catch(() => undefined);
      await relay.drain();
      expect(tries).toEqual([3, 3]);
      expect((await numbered()).map(({ id }) => id)).toEqual(ids);
    });

    it('is not held up by an event that nobody knows', async () => {
      await happen(1, 'unknown.happened.v9');
      const ids = await happen(1);
      const passed: string[] = [];
      const relay = await start(async (requests) => void passed.push(...requests.map(({ cause }) => cause)));
      await relay.drain();
      expect(passed).toEqual(ids);
      expect((await numbered()).map(({ seq }) => seq)).toEqual([1, 2]);
    });

    it('gives each event one number when several relays work at once', async () => {
      await happen(40);
      const workers = Array.from({ length: 4 }, async () => {
        for (let batch = await waitingEvents(database, 7); batch.length > 0; batch = await waitingEvents(database, 7)) {
          await numberBatch(
            database,
            batch.map(({ id }) => id),
          );
        }
      });
      await Promise.all(workers);
      expect((await numbered()).map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    });

    it('is idle only when the events that jobs wrote have been acted on as well', async () => {
      const note = defineJob({
        name: 'note',
        queue: 'upkeep',
        payload: z.strictObject({ cause: z.string() }),
        attemptsMax: 1,
        backoffMs: 1,
        timeoutMs: 5_000,
      });
      let runs = 0;
      const chain = bindJob(note, async () => {
        runs++;
        await delay(3);
        if (runs < 10) await happen(1);
      });
      const jobs: JobEngine = await startJobEngine({
        backend: embeddedBackend(database),
        registry: jobRegistry([note], [chain]),
        schedules: [],
        concurrency: { planning: 1, upkeep: 2 },
        log: silent,
      });
      const relay = await start((requests: readonly JobRequest[]) => jobs.add(requests));
      try {
        await happen(1);
        await untilIdle({ database, relay, jobs, timeoutMs: 20_000 });
        expect(runs).toBe(10);
      } finally {
        await jobs.stop();
      }
    });
  });
}
