import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { readPbf } from '../../osm/read-pbf.ts';
import type { StreetNetwork } from '../../osm/street-network.ts';
import { type OsrmDataset, prepareDataset } from '../../routing/osrm/tools/dataset.ts';
import type { OsrmHome } from '../../routing/osrm/tools/find-osrm.ts';
import { type Streets, streetsOf } from '../../routing/streets/street-engine.ts';

/** One city's streets, for us and for OSRM. */
export interface CityDatasets {
  readonly home: OsrmHome;
  readonly network: StreetNetwork;
  readonly streets: Streets;
  readonly of: ReadonlyMap<Profile, OsrmDataset>;
  /** Where copies with laws compiled in are made and served. */
  readonly runDir: string;
  /** Where they answer. */
  readonly host: string;
}

interface Asked {
  readonly home: OsrmHome;
  readonly pbf: string;
  /** Datasets are kept below it, so that a second start finds them. */
  readonly osrmDir: string;
  readonly profiles: readonly Profile[];
  readonly host?: string;
  readonly say: (line: string) => void;
}

const LOOPBACK = '127.0.0.1';

export async function cityDatasets({
  home,
  pbf,
  osrmDir,
  profiles,
  host = LOOPBACK,
  say,
}: Asked): Promise<CityDatasets> {
  requireStreets(pbf);
  const of = new Map<Profile, OsrmDataset>();
  for (const profile of profiles) {
    const { built, ...dataset } = await prepareDataset({ home, pbf, profile, folder: join(osrmDir, profile) });
    say(`Streets for ${profile}: ${built ? 'made' : 'there already'}`);
    of.set(profile, dataset);
  }
  const network = readPbf(readFileSync(pbf));
  return { home, network, streets: streetsOf(network), of, runDir: join(osrmDir, 'run'), host };
}

export function requireStreets(pbf: string): void {
  if (existsSync(pbf)) return;
  const accepted = 'a city made by npm run city';
  throw new CityInputError({ field: '--city', value: pbf, problem: 'not there', accepted });
}
