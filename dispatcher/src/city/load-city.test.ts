import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCity } from '@baogong/drizzle/city/load-city';
import { type CityFolder, readFolder } from '@baogong/drizzle/city/read-folder';
import type { Clock } from '@baogong/drizzle/database/clock';
import { rows } from '@baogong/drizzle/database/rows';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import type { CivilDay } from '@baogong/drizzle/rules/civil-day';
import { openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planShatou } from './shatou/plan-shatou.ts';
import { writeFolder } from './write-folder.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'baogong-load-'));
const clock: Clock = { kind: 'stepped', now: async () => new Date('2022-03-27T22:00:00Z') };
const opening = '2022-03-28';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function write(name: string, seed = 1): string {
  return writeFolder({ dataDir, plan: planShatou({ name, seed, scale: 0.1 }), force: true }).folder;
}

function load(city: CityFolder, days: readonly [CivilDay, ...CivilDay[]] = [opening]) {
  const context = { actor: { kind: 'system', id: 'city' } as const, purpose: 'load a city', clock };
  return withTransaction(database, context, (tx) => loadCity(tx, { city, days }));
}

async function number(statement: SQL): Promise<number> {
  const [row] = await database.read((db) => rows<{ n: number }>(db, statement));
  return Number(row?.n);
}

describe('a city folder in a database', () => {
  it('stands beside another city, each with all of its rows', { timeout: 90_000 }, async () => {
    const first = readFolder(write('first'));
    const second = readFolder(write('second'));
    const cities = [await load(first), await load(second)];
    expect(cities.map(({ loaded }) => loaded)).toEqual([true, true]);
    for (const [{ cityId }, { rows: of }] of [
      [cities[0] ?? { cityId: '' }, first],
      [cities[1] ?? { cityId: '' }, second],
    ] as const) {
      expect(await number(sql`select count(*) n from households where city_id = ${cityId}`)).toBe(of.households.length);
      expect(await number(sql`select count(*) n from jurisdictions where city_id = ${cityId}`)).toBe(
        of.jurisdictions.length,
      );
      expect(await number(sql`select count(*) n from streets where city_id = ${cityId}`)).toBe(of.streets.length);
      expect(await number(sql`select count(*) n from shifts where city_id = ${cityId}`)).toBe(of.shifts.length);
    }
  });

  it('has balances that equal its ledger', async () => {
    const wrong = await number(sql`
      select count(*) n from balances b full join (
        select sku_id, warehouse_id, sum(quantity)::int received from ledger_entries where kind = 'receive' group by 1, 2
      ) l using (sku_id, warehouse_id) where b.on_hand is distinct from l.received or b.reserved <> 0`);
    expect(wrong).toBe(0);
    expect(await number(sql`select count(*) n from balances`)).toBe(240);
  });

  it('opens its shifts at the local time of day', async () => {
    const starts = sql`select to_char(min(from_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') n from shifts`;
    const [row] = await database.read((db) => rows<{ n: string }>(db, starts));
    // 07:30 in Shenzhen is 23:30 of the day before in UTC.
    expect(row?.n).toBe('2022-03-27 23:30');
  });

  it('may be loaded again, which adds only the days that are missing', async () => {
    const city = readFolder(join(dataDir, 'cities', 'first'));
    const { cityId, loaded } = await load(city, [opening, '2022-03-29']);
    expect(loaded).toBe(false);
    expect(await number(sql`select count(*) n from shifts where city_id = ${cityId}`)).toBe(
      2 * city.rows.shifts.length,
    );
    const codes = sql`select count(*) n from health_facts where city_id = ${cityId} and kind = 'code'`;
    expect(await number(codes)).toBe(city.rows.riders.length);
  });

  it('refuses another city of the same name', async () => {
    await expect(load(readFolder(write('second', 2)))).rejects.toThrow(/the database holds another city of this name/);
  });
});

describe('a broken city folder', () => {
  const folder = write('broken');
  const manifestPath = join(folder, 'manifest.json');

  /** Changes one line of a file and makes the manifest agree, as someone who edits a folder by hand would. */
  function edit(file: string, line: number, change: (row: Record<string, unknown>) => object): void {
    write('broken');
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    lines[line - 1] = JSON.stringify(change(JSON.parse(lines[line - 1] ?? '{}')));
    writeFileSync(join(folder, file), lines.join('\n'));
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
    manifest.hashes[file] = createHash('sha256').update(lines.join('\n')).digest('hex');
    writeFileSync(manifestPath, JSON.stringify(manifest));
  }

  it('is refused by file when the content is not what the manifest says', () => {
    write('broken');
    writeFileSync(join(folder, 'skus.ndjson'), '');
    expect(() => readFolder(folder)).toThrow(/skus\.ndjson: its content is not what the manifest says/);
  });

  it('is refused by file, line and field when a value is wrong', () => {
    edit('households.ndjson', 7, (row) => ({ ...row, people: 0 }));
    expect(() => readFolder(folder)).toThrow(/households\.ndjson:7 people/);
  });

  it('is refused by file, line and field when a row names another that is not there', () => {
    edit('households.ndjson', 3, (row) => ({ ...row, dropPointId: '00000000-0000-4000-8000-000000000000' }));
    expect(() => readFolder(folder)).toThrow(
      /households\.ndjson:3 dropPointId .*accepted: the id of a row in drop-points/,
    );
  });

  it('is refused when a drop point lies 3 km from every road', () => {
    // 0.027 degrees of latitude are 3.0 km; the sub-district's north is its longest way out.
    edit('drop-points.ndjson', 5, (row) => ({ ...row, point: [114.03, 22.5332 + 0.027] }));
    expect(() => readFolder(folder)).toThrow(/drop-points\.ndjson:5 point .* m from the nearest street; accepted/);
  });

  it('is refused when two rows share an id', () => {
    const [first] = readFileSync(join(folder, 'skus.ndjson'), 'utf8').split('\n');
    edit('skus.ndjson', 2, (row) => ({ ...row, id: JSON.parse(first ?? '{}').id }));
    expect(() => readFolder(folder)).toThrow(/skus\.ndjson:2 id .*an id that no other row has/);
  });

  it('is refused when there is no such folder', () => {
    expect(() => readFolder(join(dataDir, 'cities', 'nowhere'))).toThrow(/manifest\.json: there is no such file/);
  });
});
