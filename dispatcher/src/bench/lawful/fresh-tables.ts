import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type LiveRouter, liveRouters } from '@baogong/drizzle/queries/routers/live-routers';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { cityDatasets } from '../../commands/osrm/city-datasets.ts';
import { cityLaw } from '../../commands/osrm/city-law.ts';
import { startRouter } from '../../commands/osrm/router-process.ts';
import { seatLaw } from '../../commands/osrm/seat-law.ts';
import { readOsrmConfig } from '../../routing/osrm/config.ts';
import { osrmClient } from '../../routing/osrm/osrm-client.ts';
import { requireOsrm } from '../../routing/osrm/tools/find-osrm.ts';
import type { Streets } from '../../routing/streets/street-engine.ts';
import type { DeclaredZones } from './declared-zones.ts';
import type { LawCity } from './law-city.ts';

interface Asked {
  readonly city: LawCity;
  readonly streets: Streets;
  readonly zones: DeclaredZones;
  readonly places: readonly LngLat[];
}

const PLACES_MAX = 60;
const WAIT_MS_MAX = 15_000;
const LOOK_MS = 50;

/**
 * The classes whose router, after all changes, gives the very table that fresh copies of the pristine files give under the same
 * law. Files that were partitioned anew might settle a tie between two ways otherwise.
 */
export async function sameAsFresh({ city, streets, zones, places }: Asked): Promise<string[]> {
  const { lawVersion } = await zones.look();
  const living = await livingUnder(city, lawVersion);
  const home = await requireOsrm(readOsrmConfig());
  const runDir = mkdtempSync(join(tmpdir(), 'baogong-fresh-'));
  const profiles = [...new Set(living.map(({ profile }) => profile))];
  const osrmDir = join(city.dataDir, 'osrm', city.slug);
  const kept = await cityDatasets({ home, pbf: city.pbf, osrmDir, profiles, say: () => undefined });
  const datasets = { ...kept, runDir };
  const law = await cityLaw(city);
  const same: string[] = [];
  try {
    for (const router of living) {
      const { law: compiled } = seatLaw(streets, { ...law, travellerClass: router.travellerClass });
      const fresh = await startRouter(datasets, { profile: router.profile, law: compiled, name: router.id });
      const [now, made] = [await tableAt(router, places), await tableAt(fresh, places)];
      await fresh.end();
      if (now === made) same.push(`${router.travellerClass} ${router.profile}`);
    }
    return same;
  } finally {
    rmSync(runDir, { recursive: true, force: true });
  }
}

async function livingUnder({ database, cityId }: LawCity, lawVersion: number): Promise<LiveRouter[]> {
  for (let waitedMs = 0; ; waitedMs += LOOK_MS) {
    const living = await database.read((db) => liveRouters(db, cityId));
    if (living.length > 0 && living.every((router) => router.lawVersion === lawVersion)) return living;
    if (waitedMs > WAIT_MS_MAX) throw new Error(`routers are not under law ${lawVersion} in ${WAIT_MS_MAX} ms`);
    await delay(LOOK_MS);
  }
}

/** Every number of it, as text. */
async function tableAt({ url, token }: { url: string; token: string }, places: readonly LngLat[]): Promise<string> {
  const some = places.slice(0, PLACES_MAX);
  const { durationsS, distancesM } = await osrmClient({ baseUrl: url, token }).table(some, some);
  return JSON.stringify({ durationsS, distancesM });
}
