import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import {
  CITY_NAME_ACCEPTED,
  type CityRows,
  cityNamePattern,
  FOLDER_FORMAT,
  folderRowKinds,
  MANIFEST_FILE,
  type Manifest,
  rowsFile,
  STREETS_FILE,
} from '@baogong/drizzle/city/folder';
import { writePbf } from '../osm/write-pbf.ts';
import type { CityPlan } from './city-plan.ts';
import { populate } from './populate.ts';
import { networkBounds } from './street-rows.ts';

export interface WriteFolderInput {
  readonly dataDir: string;
  readonly plan: CityPlan;
  /** Replace a city of the same name. */
  readonly force: boolean;
}

export interface WrittenFolder {
  readonly folder: string;
  readonly manifest: Manifest;
  /** SHA-256 of the manifest, which holds the hashes of all other files. */
  readonly folderHash: string;
}

export function cityFolder(dataDir: string, name: string): string {
  return join(dataDir, 'cities', name);
}

/** Refuses a name that no folder can have, and one that is taken; call it before any long work. */
export function requireFreeName(dataDir: string, name: string, force: boolean): void {
  if (!cityNamePattern.test(name)) {
    throw new CityInputError({
      field: '--name',
      value: name,
      problem: 'not a city name',
      accepted: CITY_NAME_ACCEPTED,
    });
  }
  if (!force && existsSync(cityFolder(dataDir, name))) {
    throw new CityInputError({
      field: '--name',
      value: name,
      problem: 'a city of this name is there already',
      accepted: 'another name, or --force to make this one anew',
    });
  }
}

/** Writes the city beside its place and moves it there whole, so that a broken run leaves nothing half-made. */
export function writeFolder({ dataDir, plan, force }: WriteFolderInput): WrittenFolder {
  requireFreeName(dataDir, plan.name, force);
  const files = cityFiles(plan, populate(plan));
  const folder = cityFolder(dataDir, plan.name);
  const making = `${folder}.making-${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  try {
    for (const [file, content] of Object.entries(files.contents)) writeFileSync(join(making, file), content);
    rmSync(folder, { recursive: true, force: true });
    renameSync(making, folder);
  } catch (cause) {
    rmSync(making, { recursive: true, force: true });
    throw cause;
  }
  return { folder, manifest: files.manifest, folderHash: files.folderHash };
}

function cityFiles(plan: CityPlan, rows: CityRows) {
  const contents: Record<string, string | Uint8Array> = { [STREETS_FILE]: writePbf(plan.network) };
  const counts: Record<string, number> = {};
  for (const kind of folderRowKinds) {
    contents[rowsFile(kind)] = rows[kind].map((row) => `${JSON.stringify(row)}\n`).join('');
    counts[kind] = rows[kind].length;
  }
  const manifest: Manifest = {
    format: FOLDER_FORMAT,
    name: plan.name,
    nameZh: plan.nameZh,
    nameEn: plan.nameEn,
    timeZone: plan.timeZone,
    seed: plan.seed,
    source: plan.source,
    attribution: plan.attribution,
    bounds: networkBounds(plan.network),
    notes: [...plan.notes],
    counts,
    hashes: Object.fromEntries(Object.entries(contents).map(([file, content]) => [file, sha256(content)])),
  };
  const manifestText = `${JSON.stringify(manifest, null, 2)}\n`;
  contents[MANIFEST_FILE] = manifestText;
  return { contents, manifest, folderHash: sha256(manifestText) };
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
