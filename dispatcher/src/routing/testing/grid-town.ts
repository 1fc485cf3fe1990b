import type { LngLat } from '@baogong/drizzle/rules/geo';
import { type Random, seededRandom } from '@baogong/drizzle/rules/random';
import type { StreetNetwork, StreetWay } from '../../osm/street-network.ts';
import { moved } from './ascii-town.ts';

interface GridTownOptions {
  readonly columns: number;
  readonly rows: number;
  readonly seed: number;
  readonly blockM?: number;
  readonly origin?: LngLat;
}

const MISSING = 0.12;
const ONE_WAY = 0.2;
const FOOT_ONLY = 0.1;
const UNEVEN = 0.3;

/** A grid of uneven blocks with missing, one-way and foot-only streets: small enough to search by brute force. */
export function gridTown({
  columns,
  rows,
  seed,
  blockM = 100,
  origin = [121.4, 31.2],
}: GridTownOptions): StreetNetwork {
  const random = seededRandom(seed);
  const positions = Array.from({ length: columns * rows }, (_, i) =>
    moved(origin, ((i % columns) + uneven(random)) * blockM, (Math.floor(i / columns) + uneven(random)) * blockM),
  );
  const ways: StreetWay[] = [];
  const join = (from: number, to: number) => {
    if (random.next() < MISSING) return;
    ways.push({ id: ways.length + 1, nodes: Int32Array.of(from, to), tags: tags(random) });
  };
  for (let i = 0; i < positions.length; i++) {
    if (i % columns < columns - 1) join(i, i + 1);
    if (i + columns < positions.length) join(i, i + columns);
  }
  return {
    nodeIds: Float64Array.from(positions, (_, i) => i + 1),
    lng: Float64Array.from(positions, ([lng]) => lng),
    lat: Float64Array.from(positions, ([, lat]) => lat),
    ways,
  };
}

function tags(random: Random): Record<string, string> {
  const kind = random.next();
  if (kind < FOOT_ONLY) return { highway: 'footway' };
  const highway = random.pick(['residential', 'tertiary', 'service']);
  return kind < FOOT_ONLY + ONE_WAY ? { highway, oneway: random.pick(['yes', '-1']) } : { highway };
}

function uneven(random: Random): number {
  return (random.next() - 0.5) * UNEVEN;
}
