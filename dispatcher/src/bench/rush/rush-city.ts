import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_FILE, rowsFile } from '@baogong/drizzle/city/folder';
import { readFolder } from '@baogong/drizzle/city/read-folder';
import { planShatou } from '../../city/shatou/plan-shatou.ts';
import { writeFolder } from '../../city/write-folder.ts';

export const RUSH_CITY = 'rush';
/** Friday morning in the city, when its households order. */
export const RUSH_FROM = new Date('2022-04-01T00:00:00Z');
const SCALE = 0.1;

/** A sub-district whose near warehouse has so many units of every item, and whose other one has none. */
export function makeRushCity(
  dataDir: string,
  { name, units }: { readonly name: string; readonly units: number },
): string {
  const { folder } = writeFolder({ dataDir, plan: planShatou({ name, seed: 1, scale: SCALE }), force: true });
  const { rows } = readFolder(folder);
  const near = rows.warehouses.find(({ level }) => level === 'subdistrict');
  const balances = rows.balances.map((row) => ({ ...row, onHand: row.warehouseId === near?.id ? units : 0 }));
  const text = balances.map((row) => `${JSON.stringify(row)}\n`).join('');

  const file = rowsFile('balances');
  writeFileSync(join(folder, file), text);
  const manifest = JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8'));
  manifest.hashes[file] = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
  return folder;
}
