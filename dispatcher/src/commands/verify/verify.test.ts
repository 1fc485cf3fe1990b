import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '@baogong/drizzle/database/lock-folder';
import { goodDay } from '@baogong/drizzle/testing/good-day';
import { asOwner, openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { judge, judgedJson, judgedLines } from './judge.ts';
import { readVerifyArguments, withSource } from './source.ts';

describe('the judgement of a day', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.reset();
    await goodDay(database);
  });
  afterAll(() => database.close());

  it('is clean, names the zeros of the report, and says what it looked at', async () => {
    const judged = await judge(database);

    expect(judged).toMatchObject({ passed: true, closedDays: 1 });
    expect(judgedLines(judged)).toContain('lostBoxes            0 of 2 judged');
    expect(JSON.parse(judgedJson(judged, 'here'))).toMatchObject({
      passed: true,
      zeros: {
        forbiddenCrossings: 0,
        withoutValidCode: 0,
        oversoldUnits: 0,
        pendingRows: 0,
        lostBoxes: 0,
        doubledDeliveries: 0,
        wrongHandovers: 0,
      },
      ledgerBalanced: true,
      judged: { lostBoxes: 2 },
    });
  });

  it('names each violation by its id', async () => {
    await asOwner(database, `update boxes set state = 'packed' where id = (select min(id::text)::uuid from boxes)`);
    const judged = await judge(database);
    await asOwner(database, `update boxes set state = 'delivered' where state = 'packed'`);

    expect(judged.passed).toBe(false);
    expect(judgedLines(judged).join('\n')).toMatch(/lostBoxes +1 of 2 judged\n {2}[0-9a-f-]{36} noEnd \{/);
  });

  it('fails after a closed day when there was nothing to judge, and only then', async () => {
    await database.reset();
    expect(await judge(database)).toMatchObject({ passed: true, closedDays: 0 });

    await goodDay(database);
    await asOwner(database, 'truncate table custody, stop_boxes, box_lines, boxes cascade');
    const judged = await judge(database);

    expect(judged).toMatchObject({ passed: false, closedDays: 1 });
    expect(judged.nothingJudged).toContain('lostBoxes');
  });
});

describe('what is judged', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baogong verify '));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the day whose report is newest, when nothing is named', () => {
    for (const [day, at] of Object.entries({ older: 1_000, newest: 3_000, old: 2_000, unreported: 0 })) {
      mkdirSync(join(folder, 'days', day), { recursive: true });
      if (at === 0) continue;
      writeFileSync(join(folder, 'days', day, 'report.json'), '{}');
      utimesSync(join(folder, 'days', day, 'report.json'), at, at);
    }

    expect(readVerifyArguments([], folder).source).toEqual({ data: join(folder, 'days', 'newest') });
  });

  it('must be there', async () => {
    expect(() => readVerifyArguments([], folder)).toThrow(/no simulated day in/);
    await expect(withSource({ data: folder }, judge)).rejects.toThrow(/is no data folder/);
    expect(() => readVerifyArguments(['--data', 'a', '--database', 'postgres://b/c'], folder)).toThrow(/one of them/);
    expect(() => readVerifyArguments(['--database', 'mysql://b/c'], folder)).toThrow(/accepted is an address/);
  });

  it('is never a folder that a living process owns', async () => {
    mkdirSync(join(folder, 'database'));
    writeFileSync(join(folder, 'database', 'PG_VERSION'), '18');
    const lock = await lockFolder(folder);

    await expect(withSource({ data: folder }, judge)).rejects.toThrow(`in use by process ${process.pid}`);
    await lock.release();
  });
});
