import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { wallClock } from '@baogong/drizzle/database/clock';
import { afterAll, expect, it } from 'vitest';
import { planShatou } from '../city/shatou/plan-shatou.ts';
import { writeFolder } from '../city/write-folder.ts';
import { foundCity } from '../embedded/found-city.ts';
import { openData } from '../embedded/open-data.ts';
import { endLeftChildren } from '../routing/osrm/tools/left-children.ts';
import { OSRM_NOT_HERE, osrmHere } from '../routing/testing/real-osrm.ts';

const run = fileURLToPath(new URL('../../bin/run.mjs', import.meta.url));
const LINE_MS_MAX = 60_000;
const UTF8 = { encoding: 'utf8' } as const;

if (osrmHere) {
  const dataDir = mkdtempSync(join(tmpdir(), 'baogong osrm command-'));
  const runDir = join(dataDir, 'osrm', 'shatou', 'run');
  const children: ChildProcess[] = [];
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await endLeftChildren(runDir);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('a keeper killed with -9 leaves processes that its successor ends, and one that is stopped leaves none', async () => {
    await cityInData();
    const first = await keeper();
    const left = pids();
    expect(left.length).toBeGreaterThan(2);
    first.kill('SIGKILL');
    await endOf(first);
    expect(left.filter(isAlive)).toEqual(left);

    const said: string[] = [];
    const second = await keeper(said);
    expect(said.join()).toContain(`${left.length} processes ended, ${left.length} records retired`);
    expect(said.join()).toContain('Streets for car: there already');
    expect(left.filter(isAlive)).toEqual([]);

    const own = pids();
    second.kill('SIGTERM');
    expect(await endOf(second)).toBe(0);
    expect(own.filter(isAlive)).toEqual([]);
  });

  it.each([
    ['nowhere', '/cities/nowhere/streets.osm.pbf": not there'],
    ['../nowhere', '--city: the name of a city, such as shatou'],
  ])('refuses the city %s in a sentence, and leaves nothing behind', (city, words) => {
    const empty = mkdtempSync(join(tmpdir(), 'baogong-no-city-'));
    const { status, stderr } = spawnSync(process.execPath, [run, 'osrm', '--city', city, '--data', empty], UTF8);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
    expect(readdirSync(empty)).toEqual([]);
    rmSync(empty, { recursive: true });
  });

  async function cityInData(): Promise<void> {
    const plan = planShatou({ name: 'shatou', seed: 1, scale: 0.1 });
    writeFolder({ dataDir, plan, force: false });
    const { database, lock } = await openData(dataDir);
    const citiesDir = join(dataDir, 'cities');
    await foundCity({ database, clock: wallClock, citiesDir, slug: 'shatou', waveIntervalS: 600 });
    await database.close();
    await lock.release();
  }

  /** A keeper in a process of its own, when it says that it keeps. */
  async function keeper(said: string[] = []): Promise<ChildProcess> {
    const { DATABASE_URL: _, ...env } = process.env;
    const args = [run, 'osrm', '--city', 'shatou', '--data', dataDir];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the keeper said only: ${said.join(' | ')}`)), LINE_MS_MAX);
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          said.push(line);
          if (!line.includes('Keeping shatou')) return;
          clearTimeout(late);
          resolve();
        });
      }
    });
    return child;
  }

  function pids(): number[] {
    return readdirSync(runDir).map((name) => Number(readFileSync(join(runDir, name, 'pid'), 'utf8')));
  }
} else {
  it.skip(`the keeper's process ${OSRM_NOT_HERE}`);
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    child.once('exit', (code) => resolve(code));
  });
}

/** A process whose parent was killed stays listed when nobody reaps it, but runs nothing any more. */
function isAlive(pid: number): boolean {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], UTF8).includes('city.osrm');
  } catch {
    return false;
  }
}
