import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../rules/ids.ts';
import { InvariantError } from '../rules/refusal.ts';
import { cities } from '../schema/cities.ts';
import { outbox } from '../schema/transport.ts';
import { asOwner, type Engine, openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { rows } from './rows.ts';
import { sqlStateOf } from './sql-state.ts';

const INSUFFICIENT_PRIVILEGE = '42501';
const READ_ONLY_TRANSACTION = '25006';
const RESTRICT_VIOLATION = '23001';

const event = () => ({
  id: newId(),
  cityId: newId(),
  name: 'test.happened.v1',
  payload: { n: 1 },
  recordedAt: new Date(0),
});

/** What every adapter of the `Database` port must guarantee. */
export function databaseContract(engine: Engine): void {
  describe(`database on ${engine}`, () => {
    let database: TestDatabase;

    beforeAll(async () => {
      database = await openTestDatabase(engine);
    });
    afterEach(() => database.reset());
    afterAll(() => database.close());

    it('commits what a transaction wrote', async () => {
      const written = event();
      await database.transaction((tx) => tx.insert(outbox).values(written));
      const read = await database.read((db) => db.select().from(outbox));
      expect(read).toEqual([{ ...written, seq: null }]);
    });

    it('rolls back everything when the body throws', async () => {
      const failing = database.transaction(async (tx) => {
        await tx.insert(outbox).values(event());
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await database.read((db) => db.$count(outbox))).toBe(0);
    });

    it('throws instead of hanging when the database itself is used inside a transaction', async () => {
      const nested = database.transaction(() => database.read((db) => db.execute(sql`select 1`)));
      await expect(nested).rejects.toThrow(InvariantError);
      // The session is free again.
      expect(await database.read((db) => rows(db, sql`select 1 as one`))).toEqual([{ one: 1 }]);
    });

    it('lets one at a time hold a name, and the next one as soon as it is let go', async () => {
      const first = await database.hold('wave 1');
      expect(first).toBeDefined();
      expect(await database.hold('wave 1')).toBeUndefined();
      const other = await database.hold('wave 2');
      expect(other).toBeDefined();
      await first?.release();
      await first?.release();
      const second = await database.hold('wave 1');
      expect(second?.lost.aborted).toBe(false);
      await second?.release();
      await other?.release();
    });

    it('refuses a statement that comes after the end of its transaction', async () => {
      const late = await database.transaction(async (tx) => () => tx.execute(sql`select 1`));
      await expect(late()).rejects.toMatchObject({ cause: expect.any(InvariantError) });
    });

    it('works as baogong_app, which owns nothing and cannot change the schema', async () => {
      const who = await database.read((db) => rows(db, sql`select current_user::text as who`));
      expect(who).toEqual([{ who: 'baogong_app' }]);
      const change = database.transaction((tx) => tx.execute(sql`create table stray (id int)`));
      expect(sqlStateOf(await change.catch((error: unknown) => error))).toBe(INSUFFICIENT_PRIVILEGE);
    });

    it('cannot write inside a read', async () => {
      const write = database.read((db) => db.execute(sql`delete from outbox`));
      expect(sqlStateOf(await write.catch((error: unknown) => error))).toBe(READ_ONLY_TRANSACTION);
    });

    it('gives whole numbers as numbers and instants as they were stored', async () => {
      const written = { ...event(), seq: 2 ** 40, recordedAt: new Date('2022-04-01T00:00:00.123Z') };
      await database.transaction((tx) => tx.insert(outbox).values(written));
      const [read] = await database.read((db) =>
        db
          .select()
          .from(outbox)
          .where(eq(outbox.seq, 2 ** 40)),
      );
      expect(read).toEqual(written);
      const [counted] = await database.read((db) =>
        rows(db, sql`select count(*) as n, sum(1) as total, max(seq) as top, 9007199254740993 as big from outbox`),
      );
      expect(counted).toEqual({ n: 1, total: 1, top: 2 ** 40, big: 9007199254740993n });
    });

    it('tells listeners after the commit and never of a rollback', async () => {
      const heard: string[] = [];
      const first = new Promise<void>((resolve) => {
        void database.listen('contract', (payload) => {
          heard.push(payload);
          resolve();
        });
      });
      // LISTEN itself is a statement that must have run before the first NOTIFY.
      await database.listen('contract_other', () => undefined);
      const undone = database.transaction(async (tx) => {
        await tx.execute(sql`select pg_notify('contract', 'undone')`);
        throw new Error('no');
      });
      await expect(undone).rejects.toThrow('no');
      await database.transaction((tx) => tx.execute(sql`select pg_notify('contract', 'done')`));
      await first;
      expect(heard).toEqual(['done']);
    });

    it('serves many callers at once, each its own transaction', async () => {
      const callers = Array.from({ length: 40 }, () => database.transaction((tx) => tx.insert(outbox).values(event())));
      await Promise.all(callers);
      expect(await database.read((db) => db.$count(outbox))).toBe(40);
    });

    it.each(['ledger_entries', 'custody', 'audit', 'positions', 'health_facts', 'policies', 'laws'])(
      'keeps %s append-only, even for the owner',
      async (table) => {
        const triggers = await database.read((db) =>
          rows<{ n: number }>(
            db,
            sql`select count(*) as n from pg_trigger where tgrelid = ${table}::regclass and tgname = ${`${table}_append_only`}`,
          ),
        );
        expect(triggers).toEqual([{ n: 1 }]);
        const change = database.transaction((tx) => tx.execute(sql`delete from ${sql.identifier(table)}`));
        expect(sqlStateOf(await change.catch((error: unknown) => error))).toBe(INSUFFICIENT_PRIVILEGE);
      },
    );

    it('refuses to change an audit row, even by the owner', async () => {
      await asOwner(
        database,
        `insert into audit (id, at, actor_kind, actor_id, purpose, action, subject_kind, subject_id, facts)
         values ('${newId()}', '2022-04-01', 'system', 'test', 'test', 'test', 'test', 'test', '{}')`,
      );
      for (const change of [`update audit set purpose = 'other'`, 'delete from audit']) {
        const refused = await asOwner(database, change).catch((error: unknown) => error);
        expect(sqlStateOf(refused)).toBe(RESTRICT_VIOLATION);
      }
    });

    it('stores the territory and geometry that it is given', async () => {
      const id = newId();
      await database.transaction((tx) =>
        tx.insert(cities).values({
          id,
          slug: 'town',
          nameZh: '小城',
          nameEn: 'Town',
          timeZone: 'Asia/Shanghai',
          folderHash: 'x',
          bounds: [114, 22, 115, 23],
        }),
      );
      const read = await database.read((db) => db.select({ id: cities.id, nameZh: cities.nameZh }).from(cities));
      expect(read).toEqual([{ id, nameZh: '小城' }]);
    });
  });
}
