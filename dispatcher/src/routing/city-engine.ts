import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPbf } from '../osm/read-pbf.ts';
import { type LawfulEngine, lawfulEngine } from './lawful-engine.ts';
import { streetEngine, streetsOf } from './streets/street-engine.ts';
import { buildTiles } from './valhalla/build-tiles.ts';
import { valhallaEngine } from './valhalla/valhalla-engine.ts';

export interface CityStreets {
  /** The folder that holds `streets.osm.pbf`. */
  readonly folder: string;
  /** Where routing tiles are kept. */
  readonly tileDir: string;
}

/** Valhalla and the street search over one city's streets, behind one law. */
export async function cityEngine({ folder, tileDir }: CityStreets): Promise<LawfulEngine> {
  const pbf = join(folder, 'streets.osm.pbf');
  await buildTiles(pbf, tileDir);
  const streets = streetEngine(streetsOf(readPbf(await readFile(pbf))));
  return lawfulEngine({ engines: [valhallaEngine(tileDir)], streets });
}
