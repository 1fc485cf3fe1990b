import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal, Unavailable } from '@baogong/drizzle/rules/refusal';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { QueueBackend } from './backend.ts';
import { bindJob, defineJob, type JobContext } from './define-job.ts';
import { type JobEngine, startJobEngine } from './job-engine.ts';
import { jobRegistry } from './registry.ts';

const note = defineJob({
  name: 'note',
  queue: 'upkeep',
  payload: z.strictObject({ id: z.string() }),
  attemptsMax: 3,
  backoffMs: 10,
  timeoutMs: 500,
});
const tick = defineJob({ ...note, name: 'tick', payload: z.strictObject({}) });

const silent = pino({ level: 'silent' });
const QUIET_WAIT_MAX_MS = 15_000;

/** What both stores must guarantee to the rest of the engine room. */
export function backendContract(
  kind: string,
  open: () => Promise<{ backend: QueueBackend; close: () => Promise<void> }>,
) {
  describe(`queues on ${kind}`, () => {
    let store: { backend: QueueBackend; close: () => Promise<void> };
    let engine: JobEngine;
    let ticks = 0;
    const seen: string[] = [];
    let onNote: (id: string, context: JobContext) => Promise<void> = async () => undefined;

    const cause = () => randomBytes(8).toString('hex');
    const start = (everyMs?: number) =>
      startJobEngine({
        backend: store.backend,
        registry: jobRegistry(
          [note, tick],
          [
            bindJob(note, async ({ id }, context) => {
              seen.push(id);
              await onNote(id, context);
            }),
            bindJob(tick, async () => {
              ticks++;
            }),
          ],
        ),
        schedules: everyMs ? [{ job: 'tick', everyMs }] : [],
        concurrency: { planning: 1, upkeep: 4 },
        log: silent,
      });
    const quiet = async () => {
      const deadline = performance.now() + QUIET_WAIT_MAX_MS;
      while (!(await engine.quiet())) {
        if (performance.now() > deadline) throw new Error('the queues do not become quiet');
        await delay(5);
      }
    };

    beforeAll(async () => {
      store = await open();
      engine = await start();
    });
    afterEach(async () => {
      await quiet();
      onNote = async () => undefined;
      seen.length = 0;
    });
    afterAll(async () => {
      await engine.stop();
      await store.close();
    });

    it('runs every job that is added, and is quiet only afterwards', async () => {
      const ids = Array.from({ length: 50 }, (_, i) => `many-${i}`);
      onNote = () => delay(2);
      await engine.add(ids.map((id) => ({ job: 'note', payload: { id }, cause: `${id}-${cause()}` })));
      await quiet();
      expect(seen.toSorted()).toEqual(ids.toSorted());
    });

    it('runs a job once for one cause, however often it is added', async () => {
      const request = { job: 'note', payload: { id: 'once' }, cause: cause() };
      await engine.add([request, request]);
      await quiet();
      await engine.add([request]);
      await quiet();
      expect(seen).toEqual(['once']);
    });

    it('coalesces a burst into the running job and one more after it', async () => {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      let begun: () => void = () => undefined;
      const first = new Promise<void>((resolve) => {
        begun = resolve;
      });
      onNote = async () => {
        begun();
        await held;
      };
      const burst = (id: string) => engine.add([{ job: 'note', payload: { id }, cause: cause(), coalesce: 'city' }]);
      await burst('first');
      await first;
      for (const id of ['second', 'third', 'last']) await burst(id);
      release();
      await quiet();
      expect(seen).toEqual(['first', 'last']);
    });

    it('tries again what may succeed later, and is not quiet meanwhile', async () => {
      onNote = async (_id, { attempt }) => {
        if (attempt < 3) throw new Unavailable('not yet');
      };
      await engine.add([{ job: 'note', payload: { id: 'again' }, cause: cause() }]);
      await quiet();
      expect(seen).toEqual(['again', 'again', 'again']);
    });

    it('does not try again what was refused, nor a payload of another shape', async () => {
      onNote = async () => {
        throw new Refusal('notFound');
      };
      await engine.add([{ job: 'note', payload: { id: 'refused' }, cause: cause() }]);
      await engine.add([{ job: 'note', payload: { id: 7 }, cause: cause() }]);
      await quiet();
      expect(seen).toEqual(['refused']);
    });

    it('ends a job that runs out of time and tells it to stop', async () => {
      const aborted: boolean[] = [];
      onNote = async (_id, { signal }) => {
        await delay(60_000, undefined, { signal }).catch(() => aborted.push(signal.aborted));
      };
      await engine.add([{ job: 'note', payload: { id: 'slow' }, cause: cause() }]);
      await quiet();
      expect(aborted).toEqual([true, true, true]);
    });

    it('refuses to add a job that nobody knows', async () => {
      await expect(engine.add([{ job: 'unknown', payload: {}, cause: cause() }])).rejects.toThrow('job unknown');
    });

    it('runs a parent after its children, and tells who waits for its end', async () => {
      const flow = store.backend.flow();
      const events = store.backend.events('upkeep');
      try {
        await events.waitUntilReady();
        const child = (id: string) => ({ name: 'note', queueName: 'upkeep', data: { id } });
        const tree = await flow.add({ ...child('parent'), children: [child('a'), child('b')] });
        await tree.job.waitUntilFinished(events, QUIET_WAIT_MAX_MS);
        expect(seen.toSorted()).toEqual(['a', 'b', 'parent']);
        expect(seen.at(-1)).toBe('parent');
      } finally {
        await flow.close();
        await events.close();
      }
    });

    it('ticks a schedule, keeps one of it over restarts, and drops it when the code does', async () => {
      await engine.stop();
      engine = await start(50);
      await engine.stop();
      engine = await start(50);
      const queue = store.backend.queue('upkeep');
      try {
        await expect.poll(() => ticks, { timeout: QUIET_WAIT_MAX_MS }).toBeGreaterThan(1);
        expect((await queue.getJobSchedulers()).map(({ key }) => key)).toEqual(['tick']);
        await engine.stop();
        engine = await start();
        expect(await queue.getJobSchedulers()).toEqual([]);
      } finally {
        await queue.close();
      }
    });
  });
}
