import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CityRows, MANIFEST_FILE, rowsFile } from '@baogong/drizzle/city/folder';
import { readFolder } from '@baogong/drizzle/city/read-folder';
import type { CityPlan } from '../../city/city-plan.ts';
import { writeFolder } from '../../city/write-folder.ts';

export type Goods = Pick<CityRows, 'skus' | 'balances'>;

/** Writes a city whose goods and units are what a bench wants, whatever the catalogue says. */
export function makeBenchCity(dataDir: string, plan: CityPlan, goodsOf: (rows: CityRows) => Partial<Goods>): string {
  const { folder } = writeFolder({ dataDir, plan, force: true });
  const manifest = JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8'));
  const goods = goodsOf(readFolder(folder).rows);
  for (const kind of ['skus', 'balances'] as const) {
    const rows = goods[kind];
    if (!rows) continue;
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const file = rowsFile(kind);
    writeFileSync(join(folder, file), text);
    manifest.hashes[file] = createHash('sha256').update(text).digest('hex');
    manifest.counts[kind] = rows.length;
  }
  writeFileSync(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
  return folder;
}
