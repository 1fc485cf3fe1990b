import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { seededRandom } from '@baogong/drizzle/rules/random';
import { planShatou } from '../../city/shatou/plan-shatou.ts';
import { readPbf } from '../../osm/read-pbf.ts';
import type { StreetNetwork } from '../../osm/street-network.ts';
import { writePbf } from '../../osm/write-pbf.ts';
import { strongComponents } from '../../routing/streets/components.ts';
import type { Streets } from '../../routing/streets/street-engine.ts';
import { randomZone } from '../lawful/random-zones.ts';
import { holds, judgedZone } from '../lawful/turf-judge.ts';

export interface BenchMap {
  readonly name: string;
  readonly pbf: string;
  readonly network: StreetNetwork;
}

/** The extract that was named, else the demo city's streets. */
export function benchMap(pbf: string | undefined, folder: string): BenchMap {
  if (pbf) return { name: pbf, pbf: resolve(pbf), network: readPbf(readFileSync(pbf)) };
  const { network } = planShatou({ name: 'shatou', seed: 1, scale: 1 });
  const file = join(folder, 'streets.osm.pbf');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, writePbf(network));
  return { name: 'shatou', pbf: file, network };
}

const RADIUS_M = [150, 350] as const;
const JITTER_DEG = 0.0002;

/** Zones, one more that is declared later, and places outside all of them on the car's largest piece. */
export function benchGround(
  { network, streets }: { network: StreetNetwork; streets: Streets },
  { seed, zones: count, places: wanted }: { seed: number; zones: number; places: number },
): { zones: MultiPolygonCoordinates[]; later: MultiPolygonCoordinates; places: LngLat[] } {
  const random = seededRandom(seed);
  const at = (node: number): LngLat => [network.lng[node] ?? 0, network.lat[node] ?? 0];
  const zones = Array.from({ length: count + 1 }, () => {
    const radiusM = RADIUS_M[0] + random.next() * (RADIUS_M[1] - RADIUS_M[0]);
    return randomZone(random, at(random.int(network.lng.length)), radiusM);
  });
  const judged = zones.map(judgedZone);
  const { of, sizes } = strongComponents(streets.graph, 'car');
  const largest = sizes.indexOf(Math.max(...sizes));
  const jitter = () => (random.next() - 0.5) * JITTER_DEG;
  const nodes = random.shuffle(Array.from(network.lng.keys())).filter((node) => of[node] === largest);
  const places = nodes
    .map((node): LngLat => [at(node)[0] + jitter(), at(node)[1] + jitter()])
    .filter((place) => !judged.some((zone) => holds(zone, place)))
    .slice(0, wanted);
  const [later = [], ...others] = zones;
  return { zones: others, later, places };
}
