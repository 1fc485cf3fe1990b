import {
  type Engine,
  enginesUnderTest,
  openTestDatabase,
  type TestDatabase,
} from '@baogong/drizzle/testing/open-test-database';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Leadership, whileLeading } from './while-leading.ts';

const log = pino({ level: 'silent' });

function leading(engine: Engine): void {
  describe(`what one process does at a time, on ${engine}`, () => {
    let database: TestDatabase;
    const leaders: Leadership[] = [];
    let working = 0;
    let most = 0;
    const lead = (start?: () => Promise<() => Promise<void>>) => {
      const work = async () => {
        most = Math.max(most, ++working);
        return async () => void working--;
      };
      const leader = whileLeading({ database, name: 'work', log, lookEveryMs: 5, start: start ?? work });
      leaders.push(leader);
      return leader;
    };

    beforeAll(async () => {
      database = await openTestDatabase(engine);
    });
    afterEach(async () => {
      for (const leader of leaders.splice(0)) await leader.stop();
      most = 0;
    });
    afterAll(() => database.close());

    it('is done by one of several, and by the next when that one stops', async () => {
      const all = [lead(), lead(), lead()];
      await expect.poll(() => working).toBe(1);
      const first = all.find((each) => each.leads());
      await first?.stop();
      await expect.poll(() => all.some((each) => each !== first && each.leads())).toBe(true);
      expect(most).toBe(1);
    });

    it('is tried again when it could not begin', async () => {
      let tries = 0;
      lead(async () => {
        if (++tries < 3) throw new Error('not yet');
        return async () => undefined;
      });
      await expect.poll(() => tries).toBe(3);
    });

    it('has ended when stop resolves', async () => {
      const leader = lead();
      await expect.poll(() => working).toBe(1);
      await leader.stop();
      expect(working).toBe(0);
      expect(leader.leads()).toBe(false);
    });
  });
}

for (const engine of enginesUnderTest()) leading(engine);
