import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../rules/ids.ts';
import { Refusal, Unavailable } from '../rules/refusal.ts';
import { audit } from '../schema/audit.ts';
import { outbox } from '../schema/transport.ts';
import { type Engine, openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { type Answer, once } from './idempotency.ts';
import { record } from './record.ts';
import { type ActionTx, savepoint, withTransaction } from './transaction.ts';

const NOW = new Date('2022-04-01T08:00:00.000Z');
const EXPIRES = new Date('2100-01-01T00:00:00.000Z');
const context = {
  actor: { kind: 'account', id: newId(), cityId: newId(), grants: [] },
  purpose: 'supply',
  clock: { kind: 'stepped', now: async () => NOW },
} as const;

const happened = (tx: ActionTx) =>
  tx.db.insert(outbox).values({ id: newId(), cityId: newId(), name: 'x', payload: {}, recordedAt: tx.now });

/** What actions may rely on, whichever engine carries them. */
export function transactionContract(engine: Engine): void {
  describe(`actions on ${engine}`, () => {
    let database: TestDatabase;
    const effects = () => database.read((db) => db.$count(outbox));

    beforeAll(async () => {
      database = await openTestDatabase(engine);
    });
    afterEach(() => database.reset());
    afterAll(() => database.close());

    it('records who did what for which purpose, in the transaction of the effect', async () => {
      const subject = { kind: 'order', id: newId() };
      await withTransaction(database, context, (tx) =>
        record(tx, { action: 'orders/place', subject, facts: { lines: 2 } }),
      );
      const [entry] = await database.read((db) => db.select().from(audit));
      expect(entry).toMatchObject({
        at: NOW,
        actorKind: 'account',
        actorId: context.actor.id,
        cityId: context.actor.cityId,
        purpose: 'supply',
        action: 'orders/place',
        subjectKind: 'order',
        subjectId: subject.id,
        facts: { lines: 2 },
      });
    });

    it('undoes one part alone and keeps the rest', async () => {
      await withTransaction(database, context, async (tx) => {
        await happened(tx);
        const refused = savepoint(tx, async () => {
          await happened(tx);
          await savepoint(tx, () => happened(tx));
          throw new Refusal('notFound');
        });
        await expect(refused).rejects.toThrow(Refusal);
        await happened(tx);
      });
      expect(await effects()).toBe(2);
    });

    it('goes on after a statement that the database refused within a part', async () => {
      await withTransaction(database, context, async (tx) => {
        const broken = savepoint(tx, () => tx.db.execute(sql`select 1 / 0`));
        await expect(broken).rejects.toThrow();
        await happened(tx);
      });
      expect(await effects()).toBe(1);
    });

    it('tries a deadlocked action again, a bounded number of times', async () => {
      let attempts = 0;
      const deadlocked = (until: number) =>
        withTransaction(database, context, async (tx) => {
          attempts++;
          await happened(tx);
          if (attempts < until)
            await tx.db.execute(sql`do $$ begin raise exception 'x' using errcode = '40P01'; end $$`);
        });
      await deadlocked(3);
      expect([attempts, await effects()]).toEqual([3, 1]);

      attempts = 0;
      await expect(deadlocked(Number.POSITIVE_INFINITY)).rejects.toThrow(Unavailable);
      expect([attempts, await effects()]).toEqual([6, 1]);
    });

    it('does not try a refusal again', async () => {
      let attempts = 0;
      const refused = withTransaction(database, context, async () => {
        attempts++;
        throw new Refusal('notFound');
      });
      await expect(refused).rejects.toThrow(Refusal);
      expect(attempts).toBe(1);
    });

    describe('idempotency keys', () => {
      const request = { principal: 'account:1', key: 'k', fingerprint: 'f', expiresAt: EXPIRES };
      const place = (
        asked: Partial<typeof request> = {},
        answer: Answer = { status: 201, body: { z: 1, a: [null] } },
      ) =>
        withTransaction(database, context, (tx) =>
          once(tx, { ...request, ...asked }, async () => {
            await happened(tx);
            return answer;
          }),
        );

      it('gives the same bytes again and changes nothing', async () => {
        const first = await place();
        const again = await place({}, { status: 500, body: 'never asked' });
        expect(JSON.stringify(again)).toBe(JSON.stringify(first));
        expect(await effects()).toBe(1);
      });

      it('refuses the same key with another body', async () => {
        await place();
        await expect(place({ fingerprint: 'other' })).rejects.toMatchObject({ code: 'idempotencyKeyReused' });
      });

      it('keeps the keys of two principals apart', async () => {
        await place();
        await place({ principal: 'account:2' });
        expect(await effects()).toBe(2);
      });

      it('forgets the key of an effect that was rolled back', async () => {
        const failing = withTransaction(database, context, (tx) =>
          once(tx, request, async () => {
            throw new Refusal('notFound');
          }),
        );
        await expect(failing).rejects.toThrow(Refusal);
        expect(await place()).toMatchObject({ status: 201 });
      });

      it('lets twenty requests with one key have one effect and one answer', async () => {
        const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => place({}, { status: 201, body: i })));
        expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
        expect(await effects()).toBe(1);
      });
    });

    // Embedded there is one session, so that only a server can show these.
    describe.runIf(engine === 'postgres')('races', () => {
      it('ends a deadlock of two actions with both of them done', async () => {
        const ids = [newId(), newId()].sort();
        for (const id of ids) {
          await database.transaction((tx) =>
            tx.insert(outbox).values({ id, cityId: newId(), name: 'x', payload: { n: 0 }, recordedAt: NOW }),
          );
        }
        const touch = (order: readonly string[]) =>
          withTransaction(database, context, async (tx) => {
            for (const id of order) {
              await tx.db.execute(
                sql`update outbox set payload = jsonb_build_object('n', (payload->>'n')::int + 1) where id = ${id}`,
              );
              await tx.db.execute(sql`select pg_sleep(0.05)`);
            }
          });
        await Promise.all([touch(ids), touch(ids.toReversed())]);
        const touched = await database.read((db) =>
          db.select({ payload: outbox.payload }).from(outbox).orderBy(asc(outbox.id)),
        );
        expect(touched.map(({ payload }) => payload)).toEqual([{ n: 2 }, { n: 2 }]);
      });

      it('loses no update of serializable actions on one row', async () => {
        const id = newId();
        await database.transaction((tx) =>
          tx.insert(outbox).values({ id, cityId: newId(), name: 'x', payload: { n: 0 }, recordedAt: NOW }),
        );
        const addOne = () =>
          withTransaction(database, { ...context, isolation: 'serializable' }, async (tx) => {
            const [row] = await tx.db.select({ payload: outbox.payload }).from(outbox).where(eq(outbox.id, id));
            const n = Number(row?.payload.n) + 1;
            await tx.db.update(outbox).set({ payload: { n } }).where(eq(outbox.id, id));
          });
        await Promise.all([addOne(), addOne(), addOne()]);
        const [row] = await database.read((db) => db.select({ payload: outbox.payload }).from(outbox));
        expect(row?.payload).toEqual({ n: 3 });
      });
    });
  });
}
