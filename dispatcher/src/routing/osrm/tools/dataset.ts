import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { OsrmHome, OsrmTool } from './find-osrm.ts';
import { BLANK_TOKEN } from './law-token.ts';
import { runTool } from './run-tool.ts';

/** One profile's streets, customised without any law. Nothing is ever written into its folder again. */
export interface OsrmDataset {
  readonly profile: Profile;
  readonly folder: string;
  /** Equal for equal streets, profile and tools. */
  readonly hash: string;
}

interface Asked {
  readonly home: OsrmHome;
  readonly pbf: string;
  readonly profile: Profile;
  readonly folder: string;
  readonly threads?: number;
}

/** The files of a dataset are `city.osrm.*`. */
export const DATASET_BASE = 'city.osrm';
const MANIFEST = 'manifest.json';
const FORMAT = 1;
const THREADS = 2;
const ebikeProfile = fileURLToPath(new URL('./ebike.lua', import.meta.url));
/** Parts of a dataset that only its making needs. */
const madeFrom = ['city.osm.pbf', 'profiles'];

/** Extracts, partitions and customises an extract for a profile; one that is there already is used again at once. */
export async function prepareDataset(asked: Asked): Promise<OsrmDataset & { readonly built: boolean }> {
  const { home, pbf, profile, folder } = asked;
  const manifest = JSON.stringify({
    format: FORMAT,
    profile,
    streets: await sha256(pbf),
    tools: await sha256(join(home.bin, 'osrm-routed')),
    ebike: await sha256(ebikeProfile),
  });
  const dataset = { profile, folder, hash: createHash('sha256').update(manifest).digest('hex') };
  if ((await manifestOf(folder)) === manifest) return { ...dataset, built: false };

  const building = `${folder}.building-${process.pid}`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  try {
    await build({ ...asked, folder: building });
    await writeFile(join(building, MANIFEST), manifest);
    await rm(folder, { recursive: true, force: true });
    await rename(building, folder);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return { ...dataset, built: true };
}

async function build({ home, pbf, profile, folder, threads = THREADS }: Asked): Promise<void> {
  // Tools name their output after their input, and the e-bike's profile finds OSRM's own ones beside it.
  const [input, profiles] = madeFrom.map((name) => join(folder, name));
  if (!input || !profiles) return;
  await symlink(resolve(pbf), input);
  await cp(home.profiles, profiles, { recursive: true });
  await cp(ebikeProfile, join(profiles, 'ebike.lua'));

  const run = (tool: OsrmTool, args: readonly string[]) =>
    runTool(home, { tool, folder, args: ['--threads', String(threads), ...args] });
  const script = relative(folder, join(profiles, `${profile}.lua`));
  await run('osrm-extract', ['--data_version', BLANK_TOKEN, '--profile', script, relative(folder, input)]);
  await run('osrm-partition', [DATASET_BASE]);
  await run('osrm-customize', [DATASET_BASE]);
  for (const name of madeFrom) await rm(join(folder, name), { recursive: true, force: true });
}

/** A fresh copy of a dataset's files, to be customised and served. */
export async function copyDataset({ folder }: OsrmDataset, target: string): Promise<string> {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const names = (await readdir(folder)).filter((name) => name.startsWith(DATASET_BASE));
  await Promise.all(names.map((name) => cp(join(folder, name), join(target, name))));
  return join(target, DATASET_BASE);
}

async function manifestOf(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
