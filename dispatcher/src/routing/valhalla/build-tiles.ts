import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { VALHALLA_VERSION } from '@valhallajs/valhallajs';
import { valhallaConfig } from './config.ts';

/** Says what the tiles were made of; a folder without it is unfinished. */
const MARKER = 'built.json';
const FORMAT = 1;
const BUILD_THREADS = 2;
const LOG_KEPT = 20;

/** Makes routing tiles from a street extract. Tiles of the same extract are used again; returns whether it built. */
export async function buildTiles(
  pbf: string,
  dir: string,
  onProgress: (line: string) => void = () => undefined,
): Promise<boolean> {
  const marker = JSON.stringify({ format: FORMAT, valhalla: VALHALLA_VERSION, sha256: await sha256(pbf) });
  if ((await readMarker(dir)) === marker) return false;

  const building = `${dir}.building-${process.pid}`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  try {
    await runBuilder(pbf, building, onProgress);
    await writeFile(join(building, MARKER), marker);
    // Two processes may build at once: whose tiles are there first stay, for they may be in use already.
    if ((await readMarker(dir)) === marker) return true;
    await rm(dir, { recursive: true, force: true });
    await rename(building, dir);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return true;
}

async function readMarker(dir: string): Promise<string | undefined> {
  try {
    return await readFile(join(dir, MARKER), 'utf8');
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

async function runBuilder(pbf: string, dir: string, onProgress: (line: string) => void): Promise<void> {
  const config = join(dir, 'config.json');
  const buildLog = { type: 'std_out', color: false, file_name: '' };
  await writeFile(config, JSON.stringify(valhallaConfig(dir, { concurrency: BUILD_THREADS, buildLog })));

  const child = spawn(builderPath(), ['-c', config, resolve(pbf)], { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  const endChild = () => child.kill();
  process.once('exit', endChild);
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.push(line);
      if (log.length > LOG_KEPT) log.shift();
      onProgress(line);
    });
  }
  const code = await new Promise<number | null>((closed, reject) => {
    child.once('error', reject);
    child.once('close', closed);
  }).finally(() => process.off('exit', endChild));
  if (code !== 0)
    throw new Unavailable(`Valhalla could not build tiles from ${pbf} (exit ${code}): ${log.join(' | ')}`);
}

/** The package ships its tools beside the addon, in a folder per platform. */
function builderPath(): string {
  const packageDir = dirname(createRequire(import.meta.url).resolve('@valhallajs/valhallajs'));
  return join(packageDir, process.platform, process.arch, 'valhalla_build_tiles');
}
