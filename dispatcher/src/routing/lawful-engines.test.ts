import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '@baogong/drizzle/rules/random';
import { afterAll, it } from 'vitest';
import { randomZone } from '../bench/lawful/random-zones.ts';
import { lawOf, tripClasses } from '../bench/lawful/trip-classes.ts';
import { readPbf } from '../osm/read-pbf.ts';
import { writePbf } from '../osm/write-pbf.ts';
import { contractTown } from './engine.contract.ts';
import { type LawfulGround, lawfulContract, placesAmong } from './lawful-engine.contract.ts';
import { type LawfulEngine, lawfulEngine } from './lawful-engine.ts';
import { compiledLaw } from './osrm/compiled-law.ts';
import { type RecordedRouter, recordedRouters } from './osrm/recorded-routers.ts';
import { keptByCuts } from './osrm/segment-speeds.ts';
import { streetEngine, streetsOf } from './streets/street-engine.ts';
import { squareAround } from './testing/ascii-town.ts';
import { OSRM_NOT_HERE, osrmHere, osrmSuite } from './testing/real-osrm.ts';
import { buildTiles } from './valhalla/build-tiles.ts';
import { valhallaEngine } from './valhalla/valhalla-engine.ts';

const shanghai = fileURLToPath(new URL('../../../../shared/data/maps/shanghai-center.osm.pbf', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'baogong-lawful-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const [title, ground] of grounds()) {
  lawfulContract(title, ground, { name: 'Valhalla before the street search', engine: 'valhalla', open: openValhalla });
  if (osrmHere) {
    const suite = osrmSuite(osrmHere);
    afterAll(() => suite.close());
    const open = (of: LawfulGround) => openOsrm(suite, of);
    lawfulContract(title, ground, { name: 'OSRM before the street search', engine: 'osrm', open });
  }
}
if (!osrmHere) it.skip(`OSRM under law ${OSRM_NOT_HERE}`);
if (!existsSync(shanghai)) it.skip(`the Shanghai extract was not tried: ${shanghai} is not there`);

function grounds(): [string, LawfulGround][] {
  const { at, near, network } = contractTown;
  const block = squareAround(near('F', 75, -50), 85);
  const town: LawfulGround = {
    network,
    zones: [squareAround(near('B', 75, 0), 20), block],
    places: ['A', 'B', 'C', 'D', 'E', 'H', 'K', 'N', 'I'].map(at),
    within: [[near('B', 70, 0), near('B', 80, 3)], ['F', 'G', 'L', 'M'].map(at)],
  };
  const grounds: [string, LawfulGround][] = [['the ASCII town', town]];
  if (existsSync(shanghai)) grounds.push(['the Shanghai extract', shanghaiGround()]);
  return grounds;
}

function shanghaiGround(): LawfulGround {
  const network = readPbf(readFileSync(shanghai));
  const random = seededRandom(11);
  const zones = Array.from({ length: 12 }, () => {
    const node = random.int(network.lng.length);
    return randomZone(random, [network.lng[node] ?? 0, network.lat[node] ?? 0], 150 + 350 * random.next());
  });
  return { network, zones, ...placesAmong(network, { zones, outside: 9, inside: 3, seed: 5 }) };
}

async function openValhalla({ network }: LawfulGround): Promise<LawfulEngine> {
  const pbf = join(folder, `${network.ways.length}.osm.pbf`);
  writeFileSync(pbf, writePbf(network));
  const tiles = join(folder, `${network.ways.length}`);
  await buildTiles(pbf, tiles);
  return lawfulEngine({ engines: [valhallaEngine(tiles)], streets: streetEngine(streetsOf(network)) });
}

async function openOsrm(suite: ReturnType<typeof osrmSuite>, { network, zones }: LawfulGround): Promise<LawfulEngine> {
  const streets = streetsOf(network);
  const routers: RecordedRouter[] = [];
  for (const of of tripClasses) {
    const dataset = await suite.dataset(network, of.profile);
    const laws = of.confined ? zones.map((zone) => lawOf(of, zones, zone)) : [lawOf(of, zones)];
    const law = of.confined ? { closed: [], heavy: [], cut: zones } : compiledLaw(lawOf(of, zones));
    const keeps = of.confined ? keptByCuts(streets, laws, zones) : laws;
    routers.push(await suite.serveLaw({ dataset, network, law, keeps }));
  }
  return lawfulEngine({
    engines: [],
    streets: streetEngine(streets),
    routers: recordedRouters({ read: async () => routers }),
  });
}
