import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { newId } from '../rules/ids.ts';
import { outbox } from '../schema/transport.ts';
import { openDataFolder } from './data-folder.ts';
import { migrate } from './migrate.ts';
import { rows } from './rows.ts';
import { readSnapshot } from './snapshot.ts';

let folder: string;
const snapshot = () => readSnapshot(inject('snapshotFile'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baogong-data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('fills a new folder, keeps its rows over a restart, and migrates nothing twice', async () => {
  const path = join(folder, 'database');
  const event = { id: newId(), cityId: newId(), name: 'x', payload: {}, recordedAt: new Date(0), seq: null };
  const first = await openDataFolder(path, snapshot);
  expect(first.isNew).toBe(true);
  await first.database.transaction((tx) => tx.insert(outbox).values(event));
  await first.database.close();

  const second = await openDataFolder(path, snapshot);
  expect(second.isNew).toBe(false);
  expect(await second.database.read((db) => db.select().from(outbox))).toEqual([event]);
  const applied = () =>
    second.database.transaction((tx) => rows(tx, sql`select id, hash from drizzle.__drizzle_migrations`), {
      role: 'owner',
    });
  const before = await applied();
  await migrate(second.database);
  expect(await applied()).toEqual(before);
  await second.database.close();
}, 60_000);

it('starts again where a process died while it filled the folder', async () => {
  const path = join(folder, 'database');
  const first = await openDataFolder(path, snapshot);
  await first.database.close();
  rmSync(join(path, 'global'), { recursive: true });
  writeFileSync(`${path}.unfinished`, '');

  const second = await openDataFolder(path, snapshot);
  expect(second.isNew).toBe(true);
  expect(await second.database.read((db) => db.$count(outbox))).toBe(0);
  await second.database.close();
}, 60_000);
