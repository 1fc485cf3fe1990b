import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { afterAll, expect, it } from 'vitest';
import { lawfulEngine } from '../../lawful-engine.ts';
import { streetEngine, streetsOf } from '../../streets/street-engine.ts';
import { moved, squareAround } from '../../testing/ascii-town.ts';
import { gridTown } from '../../testing/grid-town.ts';
import { OSRM_NOT_HERE, osrmHere, osrmSuite } from '../../testing/real-osrm.ts';
import { compiledLaw } from '../compiled-law.ts';
import { osrmClient } from '../osrm-client.ts';
import { OtherLaw } from '../osrm-get.ts';
import { recordedRouters } from '../recorded-routers.ts';
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

  it('a router that hangs costs one wait, whatever is asked for, and is used again when it goes on', async () => {
    const dataset = await suite.dataset(network, 'car');
    const router = await suite.serveLaw({ dataset, network, law: compiledLaw(closed), keeps: [closed] });
    const told: string[] = [];
    const engine = lawfulEngine({
      engines: [],
      streets: streetEngine(streetsOf(network)),
      routers: recordedRouters({ read: async () => [router] }),
      onUnavailable: ({ message }) => told.push(message),
    });
    const table = () => engine.matrix({ profile: 'car', law: closed, from: places, to: places });
    const leg = (i: number) =>
      engine.route({ profile: 'car', law: closed, from: places[i] ?? [0, 0], to: places[i + 1] ?? [0, 0] });
    const well = await table();

    process.kill(router.pid, 'SIGSTOP');
    const beganMs = performance.now();
    const alone = await table();
    for (let i = 0; i + 1 < places.length; i++) await leg(i);
    // The first wait is for the table, about two seconds; a trial, if there is one, waits for a leg, two more.
    expect(performance.now() - beganMs).toBeLessThan(6_000);
    expect(alone.durationsS.map(Math.sign)).toEqual(well.durationsS.map(Math.sign));
    expect(told[0]).toMatch(/gave no answer within 20\d\d ms \(table 121\.4,31\.2 to/);

    process.kill(router.pid, 'SIGCONT');
    await expect
      .poll(async () => (await leg(0)).unreachable || (await leg(0)), { timeout: 10_000 })
      .toMatchObject({
        engine: 'osrm',
      });
  });

  it('a process that answers by another token than it was given is not taken for ours', async () => {
    const dataset = await suite.dataset(network, 'car');
    const started = startRouted({ home, folder: dataset.folder, token: 'e'.repeat(40) });
    await expect(started).rejects.toThrow('another OSRM answers');
  });
} else {
  it.skip(`compiling a law ${OSRM_NOT_HERE}`);
}
