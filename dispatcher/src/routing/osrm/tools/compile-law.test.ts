import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { afterAll, expect, it } from 'vitest';
import { moved, squareAround } from '../../testing/ascii-town.ts';
import { gridTown } from '../../testing/grid-town.ts';
import { OSRM_NOT_HERE, osrmHere, osrmSuite } from '../../testing/real-osrm.ts';
import { compiledLaw } from '../compiled-law.ts';
import { osrmClient } from '../osrm-client.ts';
import { OtherLaw } from '../osrm-get.ts';
import { prepareDataset } from './dataset.ts';
import { BLANK_TOKEN } from './law-token.ts';
import { startRouted } from './routed.ts';

const network = gridTown({ columns: 12, rows: 12, seed: 4 });
const places = Array.from({ length: 25 }, (_, i): LngLat => moved([121.4, 31.2], (i * 211) % 1100, (i * 467) % 1100));
const zones = [squareAround(moved([121.4, 31.2], 550, 550), 160), squareAround(moved([121.4, 31.2], 200, 800), 90)];
const closed = { avoid: zones, enterOnly: [] };
const free = { avoid: [], enterOnly: [] };

if (osrmHere) {
  const home = osrmHere;
  const suite = osrmSuite(home);
  afterAll(() => suite.close());
  const tableAt = async ({ url, token }: { url: string; token: string }) => {
    const { durationsS, distancesM } = await osrmClient({ baseUrl: url, token }).table(places, places);
    return { durationsS, distancesM };
  };

  it('closed, then lifted: the same table as fresh files, to the number', async () => {
    const dataset = await suite.dataset(network, 'car');
    const pristine = await startRouted({ home, folder: dataset.folder, token: BLANK_TOKEN });
    const fresh = await tableAt({ url: pristine.url, token: BLANK_TOKEN });
    await pristine.stop();
    const law = (keeps: typeof closed | typeof free) =>
      suite.serveLaw({ dataset, network, law: compiledLaw(keeps), keeps: [keeps] });

    const [before, during, after] = [await law(free), await law(closed), await law(free)];
    expect(await tableAt(before)).toEqual(fresh);
    expect(await tableAt(during)).not.toEqual(fresh);
    expect(await tableAt(after)).toEqual(fresh);
    expect([before.token === after.token, before.token === during.token]).toEqual([true, false]);
  });

  it('an answer under another law than the one asked for is refused', async () => {
    const dataset = await suite.dataset(network, 'foot');
    const router = await suite.serveLaw({ dataset, network, law: compiledLaw(closed), keeps: [closed] });
    const client = osrmClient({ baseUrl: router.url, token: 'f'.repeat(40) });
    await expect(client.table(places, places)).rejects.toBeInstanceOf(OtherLaw);
    await expect(client.route(places.slice(0, 2))).rejects.toThrow(`answers by ${router.token}, asked for was ffff`);
  });

  it('a dataset of the same streets is used again, and compiling never writes into it', async () => {
    const dataset = await suite.dataset(network, 'ebike');
    const content = () =>
      readdirSync(dataset.folder).map((name) => readFileSync(join(dataset.folder, name)).toString('base64'));
    const before = content();
    await suite.serveLaw({ dataset, network, law: compiledLaw(closed), keeps: [closed] });
    expect(content()).toEqual(before);
    const pbf = join(dataset.folder, '..', 'town.osm.pbf');
    const again = await prepareDataset({ home, pbf, profile: 'ebike', folder: dataset.folder });
    expect(again).toEqual({ ...dataset, built: false });
  });

  it('a process that answers by another token than it was given is not taken for ours', async () => {
    const dataset = await suite.dataset(network, 'car');
    const started = startRouted({ home, folder: dataset.folder, token: 'e'.repeat(40) });
    await expect(started).rejects.toThrow('another OSRM answers');
  });
} else {
  it.skip(`compiling a law ${OSRM_NOT_HERE}`);
}
