import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writePbf } from '../../osm/write-pbf.ts';
import { contractTown, engineContract } from '../engine.contract.ts';
import { buildTiles } from './build-tiles.ts';
import { valhallaEngine } from './valhalla-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'baogong-valhalla-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

engineContract('Valhalla', async (network) => {
  const pbf = join(folder, 'contract.osm.pbf');
  writeFileSync(pbf, writePbf(network));
  await buildTiles(pbf, join(folder, 'contract'));
  return valhallaEngine(join(folder, 'contract'));
});

it('tiles of the same extract are used again, those of another one are not', async () => {
  const pbf = join(folder, 'again.osm.pbf');
  const dir = join(folder, 'again');
  writeFileSync(pbf, writePbf(contractTown.network));
  const built = [await buildTiles(pbf, dir), await buildTiles(pbf, dir)];
  writeFileSync(pbf, writePbf({ ...contractTown.network, ways: contractTown.network.ways.slice(1) }));
  built.push(await buildTiles(pbf, dir));
  expect(built).toEqual([true, false, true]);
});

it('an extract that is none is named, and no tiles are left behind', async () => {
  const pbf = join(folder, 'broken.osm.pbf');
  writeFileSync(pbf, 'no protobuf');
  await expect(buildTiles(pbf, join(folder, 'broken'))).rejects.toThrow('broken.osm.pbf');
});
