import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GoodDay, goodDay } from '../testing/good-day.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { foundAfter } from '../testing/plant.ts';
import { plants } from '../testing/plants/all.ts';
import { verdictLines, verify } from './run.ts';

let database: TestDatabase;
let day: GoodDay;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.reset();
  day = await goodDay(database);
});
afterAll(() => database.close());

describe('a day without fault', () => {
  it('is found clean, with something to judge for every invariant', async () => {
    const verdict = await verify(database);
    expect(verdict.findings.filter(({ count }) => count > 0)).toEqual([]);
    expect(verdict).toMatchObject({ clean: true, nothingJudged: [] });
    expect(verdictLines(verdict)).toContain('lostBoxes: 0 of 2 judged');
  });
});

describe('one planted fault is found, and nothing else', () => {
  it.each(plants.map((plant) => [plant.title, plant] as const))('%s', async (_, { finds, statements }) => {
    expect(await foundAfter(database, statements(day))).toEqual(finds);
  });
});

/** The SQL of the invariants by the file that it stands in. */
const sources = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(`${import.meta.dirname}/${file}`, 'utf8') }));

describe('every word that a finding may use', () => {
  // The same word in two files is two faults: each needs its own plant.
  const words = sources.flatMap(({ text }) => [...text.matchAll(/'(\w+)' as what/g)].map(([, word]) => word ?? ''));

  it('has a plant of its own', () => {
    const planted = plants.flatMap(({ finds }) =>
      Object.entries(finds).flatMap(([by, found]) => found.map((word) => `${by}.${word}`)),
    );
    const times = (word: string) => new Set(planted.filter((name) => name.endsWith(`.${word}`))).size;
    expect(words.length).toBeGreaterThan(30);
    expect(words.filter((word) => times(word) !== words.filter((other) => other === word).length)).toEqual([]);
  });

  it('is written so that it is seen here', () => {
    expect(sources.filter(({ text }) => /'\w+',\s*json_build_object/.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
