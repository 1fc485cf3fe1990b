import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPbf } from '../osm/read-pbf.ts';
import { type LawfulEngine, type LawfulEngineParts, lawfulEngine } from './lawful-engine.ts';
import { foreignUrls } from './osrm/foreign-urls.ts';
import { osrmEngine } from './osrm/osrm-engine.ts';
import { type RecordedRouter, recordedRouters } from './osrm/recorded-routers.ts';
import { streetEngine, streetsOf } from './streets/street-engine.ts';
import { buildTiles } from './valhalla/build-tiles.ts';
import { valhallaEngine } from './valhalla/valhalla-engine.ts';

export interface CityStreets extends Pick<LawfulEngineParts, 'onUnavailable'> {
  /** The folder that holds `streets.osm.pbf`. */
  readonly folder: string;
  /** Where routing tiles are kept. */
  readonly tileDir: string;
  /** Which routers the city's keeper has recorded; where nobody keeps OSRM, nobody asks. */
  readonly routers?: (() => Promise<readonly RecordedRouter[]>) | undefined;
  /** An OSRM that knows no law of ours, as `OSRM_URL` names it. */
  readonly foreignUrl?: string | undefined;
}

/**
 * The engines of one city behind one law: OSRM where its keeper has recorded one with just this law, else a foreign OSRM, else
 * Valhalla in this process. The street search stands behind all of them.
 */
export async function cityEngine(asked: CityStreets): Promise<LawfulEngine> {
  const { folder, tileDir, routers, foreignUrl, onUnavailable } = asked;
  const pbf = join(folder, 'streets.osm.pbf');
  await buildTiles(pbf, tileDir);
  return lawfulEngine({
    engines: [...(foreignUrl ? [osrmEngine(foreignUrls(foreignUrl))] : []), valhallaEngine(tileDir)],
    streets: streetEngine(streetsOf(readPbf(await readFile(pbf)))),
    ...(routers && { routers: recordedRouters({ read: routers }) }),
    ...(onUnavailable && { onUnavailable }),
  });
}
