import type { Named } from '../city-plan.ts';
import type { CityRandom } from '../random.ts';
import type { Draft, DraftStreet, Spot } from './draft.ts';
import { columnStreets, eastWestRoads, northSouthRoads, rowStreets } from './names.ts';
import { type Quarter, quarterOf, type Side } from './quarter.ts';

const BLOCK_WIDTH_M = 650;
const BLOCK_HEIGHT_M = 560;
const CROSSING_JITTER_M = 35;
/** The street grid leans a little, as the real one does along the shore. */
const LEAN = 0.05;
const BULGE_M = 14;

export interface MainRoads {
  /** The crossing of a north–south road (column) with an east–west one (row). */
  crossing(column: number, row: number): number;
  /** The piece of an east–west road east of its crossing with a column. */
  eastWest(column: number, row: number): DraftStreet;
  /** The quarters of the block north-east of a crossing: south-west, south-east, north-west, north-east. */
  quarters(column: number, row: number): readonly Quarter[];
}

/** The main roads as a leaning, slightly bent grid, and two residential streets through each of its blocks. */
export function drawRoads(draft: Draft, random: CityRandom): MainRoads {
  const columns = northSouthRoads.length;
  const rows = eastWestRoads.length;
  const crossings = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      crossings.set(key(column, row), draft.node(crossingSpot(column, row, random)));
    }
  }
  const crossing = (column: number, row: number) => found(crossings, column, row);
  const bulge = () => random.between(-BULGE_M, BULGE_M);

  const eastWest = new Map<string, DraftStreet>();
  const northSouth = new Map<string, DraftStreet>();
  eastWestRoads.forEach((road, row) => {
    for (let column = 0; column < columns - 1; column++) {
      const street = draft.street(crossing(column, row), crossing(column + 1, row), tags(road, road.highway), bulge());
      eastWest.set(key(column, row), street);
    }
  });
  northSouthRoads.forEach((road, column) => {
    for (let row = 0; row < rows - 1; row++) {
      const street = draft.street(crossing(column, row), crossing(column, row + 1), tags(road, road.highway), bulge());
      northSouth.set(key(column, row), street);
    }
  });

  const eastWestSplits = splits(eastWest, random);
  const northSouthSplits = splits(northSouth, random);
  return {
    crossing,
    eastWest: (column, row) => found(eastWest, column, row),
    quarters(column, row) {
      const split = (of: Map<string, DraftStreet>, at: Map<string, number>, c: number, r: number): Split => ({
        street: found(of, c, r),
        at: found(at, c, r),
      });
      return drawBlock(draft, {
        south: split(eastWest, eastWestSplits, column, row),
        north: split(eastWest, eastWestSplits, column, row + 1),
        west: split(northSouth, northSouthSplits, column, row),
        east: split(northSouth, northSouthSplits, column + 1, row),
        across: rowStreets[row] ?? { nameZh: '', nameEn: '' },
        along: columnStreets[column] ?? { nameZh: '', nameEn: '' },
      });
    },
  };
}

export function tags(name: Named, highway: string): Record<string, string> {
  return { highway, name: name.nameZh, 'name:en': name.nameEn };
}

interface Split {
  readonly street: DraftStreet;
  /** The fraction at which the residential street meets it. */
  readonly at: number;
}

interface Block extends Record<'south' | 'north' | 'west' | 'east', Split> {
  readonly across: Named;
  readonly along: Named;
}

function drawBlock(draft: Draft, { south, north, west, east, across, along }: Block): Quarter[] {
  const ends = { s: south.street.join(south.at), n: north.street.join(north.at) };
  const sides = { w: west.street.join(west.at), e: east.street.join(east.at) };
  const middle = draft.node(meeting(draft, [ends.s, ends.n, sides.w, sides.e]));
  const alongTags = tags(along, 'residential');
  const acrossTags = tags(across, 'tertiary');
  const s = draft.street(ends.s, middle, alongTags);
  const n = draft.street(middle, ends.n, alongTags);
  const w = draft.street(sides.w, middle, acrossTags);
  const e = draft.street(middle, sides.e, acrossTags);

  const rising = (street: DraftStreet): Side => ({ street, zero: 0, one: 1 });
  const falling = (street: DraftStreet): Side => ({ street, zero: 1, one: 0 });
  const before = ({ street, at }: Split): Side => ({ street, zero: 0, one: at });
  const after = ({ street, at }: Split): Side => ({ street, zero: 1, one: at });
  return [
    quarterOf({ innerU: rising(s), innerV: rising(w), outerU: before(west), outerV: before(south) }),
    quarterOf({ innerU: rising(s), innerV: falling(e), outerU: before(east), outerV: after(south) }),
    quarterOf({ innerU: falling(n), innerV: rising(w), outerU: after(west), outerV: before(north) }),
    quarterOf({ innerU: falling(n), innerV: falling(e), outerU: after(east), outerV: after(north) }),
  ];
}

function meeting(draft: Draft, nodes: readonly number[]): Spot {
  const spots = nodes.map((node) => draft.spotOf(node));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { x: mean(spots.map(({ x }) => x)), y: mean(spots.map(({ y }) => y)) };
}

function crossingSpot(column: number, row: number, random: CityRandom): Spot {
  const x = (column - 2) * BLOCK_WIDTH_M + random.between(-CROSSING_JITTER_M, CROSSING_JITTER_M);
  const y = (row - 1.5) * BLOCK_HEIGHT_M + random.between(-CROSSING_JITTER_M, CROSSING_JITTER_M);
  return { x: x + LEAN * y, y: y - LEAN * x };
}

function splits(streets: ReadonlyMap<string, DraftStreet>, random: CityRandom): Map<string, number> {
  return new Map([...streets.keys()].map((at) => [at, random.between(0.44, 0.56)]));
}

function key(column: number, row: number): string {
  return `${column}/${row}`;
}

function found<T>(map: ReadonlyMap<string, T>, column: number, row: number): T {
  const value = map.get(key(column, row));
  if (value === undefined) throw new RangeError(`no road at column ${column}, row ${row}`);
  return value;
}
