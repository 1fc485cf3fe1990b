import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { StreetNetwork } from '../../osm/street-network.ts';
import { writePbf } from '../../osm/write-pbf.ts';
import { lawKeyOf } from '../law-key.ts';
import { type CompiledLaw, tokenOf } from '../osrm/compiled-law.ts';
import { readOsrmConfig } from '../osrm/config.ts';
import type { OsrmUrls } from '../osrm/osrm-engine.ts';
import type { RecordedRouter } from '../osrm/recorded-routers.ts';
import { segmentSpeeds } from '../osrm/segment-speeds.ts';
import { compileLaw } from '../osrm/tools/compile-law.ts';
import { type OsrmDataset, prepareDataset } from '../osrm/tools/dataset.ts';
import { findOsrm, type OsrmHome } from '../osrm/tools/find-osrm.ts';
import { BLANK_TOKEN } from '../osrm/tools/law-token.ts';
import { type Routed, startRouted } from '../osrm/tools/routed.ts';
import { streetsOf } from '../streets/street-engine.ts';
import type { TravelLaw } from '../travel-law.ts';

/** OSRM's own executables where this machine has them. */
export const osrmHere: OsrmHome | undefined = await findOsrm(readOsrmConfig());
export const OSRM_NOT_HERE = 'was not tried: OSRM is not here, .ci/osrm.sh fetch gets it';

/** A folder with datasets and processes that live as long as a suite. */
export interface OsrmSuite {
  readonly folder: string;
  dataset(pbf: string | StreetNetwork, profile: Profile): Promise<OsrmDataset>;
  /** Serves streets without any law. */
  serve(pbf: string | StreetNetwork, profiles: readonly Profile[]): Promise<OsrmUrls>;
  /** Serves streets with a law compiled in, as a keeper would. */
  serveLaw(asked: ServeLaw): Promise<RecordedRouter & { readonly pid: number }>;
  close(): Promise<void>;
}

interface ServeLaw {
  readonly dataset: OsrmDataset;
  readonly network: StreetNetwork;
  readonly law: CompiledLaw;
  /** The laws that it keeps. */
  readonly keeps: readonly TravelLaw[];
}

export function osrmSuite(home: OsrmHome): OsrmSuite {
  // A space, as in many a home folder: OSRM's tools take no name that has one.
  const folder = mkdtempSync(join(tmpdir(), 'baogong osrm-'));
  const running: Routed[] = [];
  let count = 0;
  return { folder, dataset, serve, serveLaw, close };

  async function dataset(streets: string | StreetNetwork, profile: Profile): Promise<OsrmDataset> {
    const own = join(folder, `streets-${++count}`);
    mkdirSync(own);
    const pbf = typeof streets === 'string' ? streets : join(own, 'town.osm.pbf');
    if (typeof streets !== 'string') writeFileSync(pbf, writePbf(streets));
    return prepareDataset({ home, pbf, profile, folder: join(own, profile) });
  }

  async function serve(streets: string | StreetNetwork, profiles: readonly Profile[]): Promise<OsrmUrls> {
    const urls: Partial<Record<Profile, string>> = {};
    for (const profile of profiles) {
      const made = await dataset(streets, profile);
      const routed = await startRouted({ home, folder: made.folder, token: BLANK_TOKEN });
      running.push(routed);
      urls[profile] = routed.url;
    }
    return urls;
  }

  async function serveLaw({ dataset, network, law, keeps }: ServeLaw) {
    const { profile } = dataset;
    const token = tokenOf(dataset, law);
    const own = join(folder, `law-${++count}`);
    const speeds = segmentSpeeds({ network, streets: streetsOf(network) }, law, profile);
    await compileLaw({ home, dataset, folder: own, speeds, token });
    const routed = await startRouted({ home, folder: own, token });
    running.push(routed);
    return { profile, token, url: routed.url, pid: routed.pid, lawKeys: keeps.map(lawKeyOf) };
  }

  async function close(): Promise<void> {
    await Promise.all(running.map((routed) => routed.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}
