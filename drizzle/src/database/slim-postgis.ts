import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { migrationsFolder } from './migrations-folder.ts';

/**
 * PostGIS without raster, topology and geocoder. The published bundle carries 95 MB that are unpacked and compiled at every
 * start; what we use is a third of it. The slim bundle is cut out of the published one at the first start and kept.
 */
export const slimPostgis: Extension = {
  name: postgis.name,
  setup: async (pg, options) => {
    const whole = await postgis.setup(pg, options);
    return { ...whole, bundlePath: pathToFileURL(slimBundle()) };
  },
};

const KEPT =
  /^(?:\.\/)?(?:lib\/postgresql\/postgis-3\.so|share\/proj\/|share\/postgresql\/extension\/postgis(?:--[\d.]+\.sql|\.control)$)/;
const BLOCK = 512;

function slimBundle(): string {
  const published = join(
    dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite-postgis')),
    'postgis.tar.gz',
  );
  const { version } = JSON.parse(readFileSync(join(dirname(published), '..', 'package.json'), 'utf8'));
  const folder = join(migrationsFolder(), '..', 'dist', 'engine');
  const file = join(folder, `postgis-${version}.tar.gz`);
  if (existsSync(file)) return file;

  mkdirSync(folder, { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, gzipSync(keptEntries(gunzipSync(readFileSync(published))), { level: 6 }));
  renameSync(part, file);
  return file;
}

/** A tar archive's wanted entries, each its header block and its padded content, and the two closing blocks. */
function keptEntries(tar: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let offset = 0; offset + BLOCK <= tar.length; ) {
    const name = text(tar, offset, 100);
    if (name === '') break;
    const size = Number.parseInt(text(tar, offset + 124, 12), 8) || 0;
    const end = offset + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (KEPT.test(name)) kept.push(tar.subarray(offset, end));
    offset = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * BLOCK)]);
}

function text(tar: Buffer, start: number, length: number): string {
  const field = tar.subarray(start, start + length);
  const end = field.indexOf(0);
  return field
    .subarray(0, end < 0 ? length : end)
    .toString('latin1')
    .trim();
}
