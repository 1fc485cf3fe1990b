import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { writePbf } from '../../osm/write-pbf.ts';
import { engineContract } from '../engine.contract.ts';
import { osrmEngine } from './osrm-engine.ts';

/** A folder with `bin/osrm-extract` … `bin/osrm-routed` and `share/profiles`, as the package `osrm-bindings` lays them out. */
const home = process.env.OSRM_HOME;
const folder = mkdtempSync(join(tmpdir(), 'baogong-osrm-'));
const servers: ChildProcess[] = [];

afterAll(() => {
  for (const server of servers) server.kill();
  rmSync(folder, { recursive: true, force: true });
});

if (home && existsSync(join(home, 'bin', 'osrm-routed'))) {
  engineContract('real OSRM', async (network) => {
    const pbf = writePbf(network);
    const [car, foot] = await Promise.all([serve(home, 'car', pbf), serve(home, 'foot', pbf)]);
    return osrmEngine({ car, foot });
  });
} else {
  it.skip(`real OSRM was not tried: OSRM_HOME ${home ? `(${home}) holds no bin/osrm-routed` : 'is not set'}`);
}

it('a profile that has no OSRM is named', async () => {
  const engine = osrmEngine({ car: 'http://127.0.0.1:1' });
  const query = {
    profile: 'foot',
    via: [
      [121.4, 31.2],
      [121.5, 31.2],
    ],
  } as const;
  await expect(engine.route(query)).rejects.toThrow('no OSRM is set up for profile foot; set up are car');
});

it('polygons are not quietly dropped', async () => {
  const engine = osrmEngine({ car: 'http://127.0.0.1:1' });
  const query = {
    profile: 'car',
    via: [
      [121.4, 31.2],
      [121.5, 31.2],
    ],
    avoid: [[]],
  } as const;
  await expect(engine.route(query)).rejects.toThrow('cannot take polygons');
});

async function serve(home: string, profile: 'car' | 'foot', pbf: Uint8Array): Promise<string> {
  const dir = join(folder, profile);
  const run = (tool: string, ...args: string[]) => execFileSync(join(home, 'bin', tool), args, { stdio: 'pipe' });
  mkdirSync(dir);
  writeFileSync(join(dir, 'town.osm.pbf'), pbf);
  run('osrm-extract', '-p', join(home, 'share', 'profiles', `${profile}.lua`), join(dir, 'town.osm.pbf'));
  run('osrm-partition', join(dir, 'town.osrm'));
  run('osrm-customize', join(dir, 'town.osrm'));
  const port = await freePort();
  const args = ['--algorithm', 'mld', '--ip', '127.0.0.1', '--port', String(port), join(dir, 'town.osrm')];
  servers.push(spawn(join(home, 'bin', 'osrm-routed'), args, { stdio: 'ignore' }));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    const up = await fetch(`${url}/nearest/v1/driving/121.4,31.2`).catch(() => undefined);
    if (up?.ok) return url;
    await sleep(50);
  }
  throw new Error(`osrm-routed for ${profile} did not come up`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
