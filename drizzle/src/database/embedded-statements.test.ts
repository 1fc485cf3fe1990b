import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EmbeddedStatements } from './embedded-statements.ts';
import { sqlStateOf } from './sql-state.ts';

let pglite: PGlite;
let statements: EmbeddedStatements;
const preparedCount = async () => {
  const { rows } = await pglite.query<{ count: number }>('select count(*)::int as count from pg_prepared_statements');
  return rows[0]?.count;
};

beforeAll(async () => {
  pglite = await PGlite.create();
  statements = new EmbeddedStatements(pglite);
  await statements.exec('create table things (id int primary key, name text); create table others (id int)');
});
afterAll(() => pglite.close());

it('gives the same rows the first time, when it prepares, and from then on', async () => {
  await statements.query("insert into things values (1, '白菜'), (2, null)");
  for (let use = 0; use < 4; use++) {
    const { rows, fields } = await statements.query('select id, name, $1::jsonb as j, array[id, 7] as a from things', [
      '{"k":[1]}',
    ]);
    expect(rows).toEqual([
      { id: 1, name: '白菜', j: { k: [1] }, a: [1, 7] },
      { id: 2, name: null, j: { k: [1] }, a: [2, 7] },
    ]);
    expect(fields.map(({ name }) => name)).toEqual(['id', 'name', 'j', 'a']);
  }
});

it('takes rows as lists, with the parsers of the asker', async () => {
  const options = { rowMode: 'array', parsers: { 1184: (text: string) => `at ${text.slice(0, 4)}` } } as const;
  const { rows } = await statements.query("select 5::int8, timestamptz '2022-04-01 00:00Z', null", [], options);
  expect(rows).toEqual([[5, 'at 2022', null]]);
});

it('says how many rows an insert, update or delete touched, and that a select touched none', async () => {
  const affected = async (text: string) => (await statements.query(text)).affectedRows;
  expect(await affected('insert into others select generate_series(1, 5)')).toBe(5);
  expect(await affected('update others set id = id + 1 where id > 2')).toBe(3);
  expect(await affected('delete from others')).toBe(5);
  expect(await affected('select 1')).toBe(0);
});

it('throws the error of the database with its state, and the session goes on', async () => {
  const twice = 'insert into things (id) values ($1)';
  await statements.query(twice, [10]);
  for (let use = 0; use < 3; use++) {
    const again = await statements.query(twice, [10]).catch((error: unknown) => error);
    expect(sqlStateOf(again)).toBe('23505');
  }
  const unknown = await statements.query('select nothing from nowhere').catch((error: unknown) => error);
  expect(sqlStateOf(unknown)).toBe('42P01');
  expect((await statements.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

it('carries a parameter of several megabytes', async () => {
  const long = '保'.repeat(1_500_000);
  expect((await statements.query('select length($1::text) as n', [long])).rows).toEqual([{ n: 1_500_000 }]);
});

it('keeps a bounded number of texts prepared, and those that come once not at all', async () => {
  const before = await preparedCount();
  for (let text = 0; text < 50; text++) await statements.query(`select ${text} as once`);
  expect(await preparedCount()).toBe(before);
  for (let text = 0; text < 450; text++) {
    for (let use = 0; use < 2; use++) await statements.query(`select ${text} as often`);
  }
  expect(await preparedCount()).toBe(400);
  expect((await statements.query('select 0 as often')).rows).toEqual([{ often: 0 }]);
});

it('gives the columns of a changed table after it was told to forget', async () => {
  for (let use = 0; use < 3; use++) await statements.query('select * from others');
  await statements.exec('alter table others add column more text');
  await statements.forget();
  expect((await statements.query('select * from others')).fields.map(({ name }) => name)).toEqual(['id', 'more']);
});
