import type { LngLat } from '../rules/geo.ts';
import { CityInputError } from './city-input-error.ts';
import { type CityRows, type FolderRowKind, rowsFile } from './folder.ts';

/** No traveller reaches a place that is further from every street than this. */
const STREET_LIMIT_M = 500;
const METRES_PER_DEGREE = 111_195;

interface Place {
  readonly kind: FolderRowKind;
  readonly line: number;
  readonly field: string;
  readonly point: LngLat;
}

/** Refuses places that lie off the map: a drop point far from every road is a mistake in the data, not a long walk. */
export function requireNearStreets(rows: CityRows): void {
  for (const { kind, line, field, point } of placesOf(rows)) {
    const metres = distanceToStreets(point, rows.streets);
    if (metres <= STREET_LIMIT_M) continue;
    throw new CityInputError({
      field: `${rowsFile(kind)}:${line} ${field}`,
      value: point,
      problem: `${Math.round(metres)} m from the nearest street`,
      accepted: `a place within ${STREET_LIMIT_M} m of one`,
    });
  }
}

function* placesOf(rows: CityRows): Generator<Place> {
  for (const kind of ['warehouses', 'riderBases', 'dropPoints', 'gates', 'jurisdictions'] as const) {
    for (const [index, row] of rows[kind].entries()) {
      if (row.point) yield { kind, line: index + 1, field: 'point', point: row.point };
    }
  }
  for (const [index, { innerPoint }] of rows.gates.entries()) {
    yield { kind: 'gates', line: index + 1, field: 'innerPoint', point: innerPoint };
  }
}

/** The distance to some street within the limit, else to the nearest one. */
function distanceToStreets(at: LngLat, streets: CityRows['streets']): number {
  const shrink = Math.cos((at[1] * Math.PI) / 180);
  const plane = ([lng, lat]: LngLat) => ({
    x: (lng - at[0]) * shrink * METRES_PER_DEGREE,
    y: (lat - at[1]) * METRES_PER_DEGREE,
  });
  let nearest = Infinity;
  for (const { line } of streets) {
    let from = plane(line[0] ?? at);
    for (const point of line) {
      const to = plane(point);
      nearest = Math.min(nearest, distanceFromOrigin(from, to));
      if (nearest <= STREET_LIMIT_M) return nearest;
      from = to;
    }
  }
  return nearest;
}

interface Metres {
  readonly x: number;
  readonly y: number;
}

function distanceFromOrigin(from: Metres, to: Metres): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : -(from.x * dx + from.y * dy) / lengthSquared;
  const fraction = Math.min(1, Math.max(0, along));
  return Math.sqrt((from.x + fraction * dx) ** 2 + (from.y + fraction * dy) ** 2);
}
