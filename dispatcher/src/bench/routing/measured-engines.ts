import { join } from 'node:path';
import { cityDatasets } from '../../commands/osrm/city-datasets.ts';
import { type RouterProcess, startRouter } from '../../commands/osrm/router-process.ts';
import { lawKeyOf } from '../../routing/law-key.ts';
import { lawfulEngine } from '../../routing/lawful-engine.ts';
import { compiledLaw } from '../../routing/osrm/compiled-law.ts';
import { readOsrmConfig } from '../../routing/osrm/config.ts';
import { type RecordedRouter, recordedRouters } from '../../routing/osrm/recorded-routers.ts';
import { requireOsrm } from '../../routing/osrm/tools/find-osrm.ts';
import { streetEngine, streetsOf } from '../../routing/streets/street-engine.ts';
import type { TravelLaw } from '../../routing/travel-law.ts';
import { buildTiles } from '../../routing/valhalla/build-tiles.ts';
import { valhallaEngine } from '../../routing/valhalla/valhalla-engine.ts';
import type { BenchMap } from './bench-ground.ts';
import type { MeasuredEngine } from './measure-engine.ts';

export async function measuredValhalla({ pbf, network }: BenchMap, folder: string): Promise<MeasuredEngine> {
  const tiles = join(folder, 'tiles');
  await buildTiles(pbf, tiles);
  const engine = lawfulEngine({ engines: [valhallaEngine(tiles)], streets: streetEngine(streetsOf(network)) });
  return { name: 'valhalla', engine };
}

/** OSRM with the law of manned vehicles compiled in, process by process as a keeper does it. Throws `OsrmMissing`. */
export async function measuredOsrm(
  { pbf }: BenchMap,
  folder: string,
): Promise<MeasuredEngine & { close(): Promise<void> }> {
  const home = await requireOsrm(readOsrmConfig());
  const say = () => undefined;
  const datasets = await cityDatasets({ home, pbf, osrmDir: join(folder, 'osrm'), profiles: ['car'], say });
  const recorded: RecordedRouter[] = [];
  const running: RouterProcess[] = [];
  const routers = recordedRouters({ read: async () => [...recorded] });
  const streets = streetEngine(streetsOf(datasets.network));
  return { name: 'osrm', engine: lawfulEngine({ engines: [], streets, routers }), tell, close };

  async function tell(law: TravelLaw): Promise<void> {
    const name = `bench-${process.pid}-${running.length}`;
    const router = await startRouter(datasets, { profile: 'car', law: compiledLaw(law), name });
    running.push(router);
    recorded.push({ profile: 'car', url: router.url, token: router.token, lawKeys: [lawKeyOf(law)] });
  }

  async function close(): Promise<void> {
    await Promise.all(running.map((router) => router.end()));
  }
}
