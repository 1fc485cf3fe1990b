import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvariantError, Refusal } from '../rules/refusal.ts';
import { type Engine, openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { advanceClock, type Clock, clockOf, startSteppedClock, wallClock } from './clock.ts';
import { withTransaction } from './transaction.ts';

const OPENING = new Date('2022-04-01T00:00:00.000Z');
const NOON = new Date('2022-04-01T12:00:00.000Z');

/** What both clocks must guarantee; the stepped one lives in a database. */
export function clockContract(engine: Engine): void {
  describe(`clocks on ${engine}`, () => {
    let database: TestDatabase;
    const actor = { kind: 'system', id: 'test' } as const;
    const nowInside = (clock: Clock) =>
      withTransaction(database, { actor, purpose: 'test', clock }, async (tx) => tx.now);

    beforeAll(async () => {
      database = await openTestDatabase(engine);
    });
    afterAll(() => database.close());

    it('gives wall time by default, inside a transaction as well', async () => {
      const before = Date.now();
      const clock = await clockOf(database);
      expect(clock).toBe(wallClock);
      const inside = await nowInside(clock);
      expect(inside.getTime()).toBeGreaterThanOrEqual(before);
      expect(inside.getTime()).toBeLessThanOrEqual(Date.now());
    });

    it('refuses to step a database that was not created with the stepped clock', async () => {
      await expect(advanceClock(database, NOON)).rejects.toThrow(InvariantError);
    });

    it('stands still until it is advanced, and never runs back', async () => {
      const clock = await startSteppedClock(database, OPENING);
      expect(await clock.now()).toEqual(OPENING);
      expect(await nowInside(clock)).toEqual(OPENING);

      await advanceClock(database, NOON);
      // Another process finds the same clock and the same time in the row.
      const theirs = await clockOf(database);
      expect(theirs.kind).toBe('stepped');
      expect(await theirs.now()).toEqual(NOON);

      await expect(advanceClock(database, OPENING)).rejects.toThrow(Refusal);
      expect(await clock.now()).toEqual(NOON);
    });
  });
}
