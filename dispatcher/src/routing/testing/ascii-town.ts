import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { StreetNetwork, StreetWay } from '../../osm/street-network.ts';

type Tags = Readonly<Record<string, string>>;

/** A town drawn with letters for corners and `-`, `|`, `/`, `\` for the streets between them. */
export interface Town {
  readonly network: StreetNetwork;
  at(corner: string): LngLat;
  /** The position so many metres east and north of a corner. */
  near(corner: string, eastM: number, northM: number): LngLat;
}

interface TownOptions {
  /** Tags of single streets, by their two corners in the order of drawing: `{ FG: { oneway: 'yes' } }`. */
  readonly legend?: Readonly<Record<string, Tags>>;
  readonly cellM?: number;
  /** Where the top left character lies. */
  readonly origin?: LngLat;
}

const M_PER_DEG = 111_195;
const NODE_ID_FIRST = 1_000;
const WAY_ID_FIRST = 100;
const directions = [
  { mark: '-', dx: 1, dy: 0 },
  { mark: '|', dx: 0, dy: 1 },
  { mark: '\\', dx: 1, dy: 1 },
  { mark: '/', dx: -1, dy: 1 },
] as const;

export function asciiTown(
  drawing: string,
  { legend = {}, cellM = 50, origin = [121.4, 31.2] }: TownOptions = {},
): Town {
  const rows = drawing.replace(/^\n/, '').trimEnd().split('\n');
  const corners = new Map<string, { node: number; x: number; y: number }>();
  rows.forEach((row, y) => {
    [...row].forEach((letter, x) => {
      if (!/[A-Za-z0-9]/.test(letter)) return;
      if (corners.has(letter)) throw new RangeError(`corner ${letter} is drawn twice`);
      corners.set(letter, { node: corners.size, x, y });
    });
  });

  const ways: StreetWay[] = [];
  for (const [letter, corner] of corners) {
    for (const direction of directions) {
      const end = streetEnd(corner, direction);
      if (end) ways.push(street(letter, end));
    }
  }
  const known = new Set(ways.map((way) => way.tags.ref));
  const stray = Object.keys(legend).find((key) => !known.has(key));
  if (stray) throw new RangeError(`the legend names ${stray}, but no such street is drawn`);

  const positions = [...corners.values()].map(({ x, y }) => moved(origin, x * cellM, -y * cellM));
  return {
    network: {
      nodeIds: Float64Array.from(positions, (_, i) => NODE_ID_FIRST + i),
      lng: Float64Array.from(positions, ([lng]) => lng),
      lat: Float64Array.from(positions, ([, lat]) => lat),
      ways,
    },
    at: (letter) => near(letter, 0, 0),
    near,
  };

  function near(letter: string, eastM: number, northM: number): LngLat {
    const at = positions[cornerOf(letter).node];
    if (!at) throw new RangeError(`no corner ${letter}`);
    return moved(at, eastM, northM);
  }

  function cornerOf(letter: string) {
    const corner = corners.get(letter);
    if (!corner) throw new RangeError(`no corner ${letter} in the town; drawn are ${[...corners.keys()].join('')}`);
    return corner;
  }

  function streetEnd(
    { x, y }: { x: number; y: number },
    { mark, dx, dy }: (typeof directions)[number],
  ): string | undefined {
    let step = 1;
    while (rows[y + dy * step]?.[x + dx * step] === mark) step++;
    const end = rows[y + dy * step]?.[x + dx * step];
    return step > 1 && end && corners.has(end) ? end : undefined;
  }

  function street(from: string, to: string): StreetWay {
    const backwards = legend[to + from] !== undefined;
    const [a, b] = backwards ? [to, from] : [from, to];
    return {
      id: WAY_ID_FIRST + ways.length,
      nodes: Int32Array.of(cornerOf(a).node, cornerOf(b).node),
      tags: { highway: 'residential', ref: a + b, ...legend[a + b] },
    };
  }
}

export function moved([lng, lat]: LngLat, eastM: number, northM: number): LngLat {
  return [lng + eastM / (M_PER_DEG * Math.cos((lat * Math.PI) / 180)), lat + northM / M_PER_DEG];
}

/** A square of land around a position, as a zone. */
export function squareAround(centre: LngLat, halfM: number): [[LngLat[]]] {
  const corner = (east: number, north: number) => moved(centre, east * halfM, north * halfM);
  return [[[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]]];
}
