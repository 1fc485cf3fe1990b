import type { LngLat } from '@baogong/drizzle/rules/geo';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { z } from 'zod';
import { blocks } from '../matrix-blocks.ts';
import { osrmCoordinates } from './coordinates.ts';
import { OsrmError } from './osrm-error.ts';
import type { osrmGet } from './osrm-get.ts';
import { type OsrmTable, type OsrmWaypoint, waypoint } from './osrm-waypoint.ts';

type Side = readonly LngLat[];
interface Asked {
  readonly from: Side;
  readonly to: Side;
  readonly signal?: AbortSignal | undefined;
}

/** Places that one block may lose because OSRM finds no street for them; an engine that knows fewer streets is no help. */
const PLACES_LOST_MAX = 20;
const SMALLEST_BLOCK = 2;
/** No way on earth takes so many seconds or metres; a larger number would not fit into a table either. */
export const CELL_MAX = 1e8;
/** A small table is there as soon as a leg; 500 × 500 places take a second or two, and wait for others of their size. */
const TABLE_MS = 2_000;
const CELLS_PER_MS = 40;

type Cells = readonly (readonly (number | null)[])[];

/** Tables of any size, asked in blocks. A place without a street loses its row and column, not the table. */
export function osrmTable(get: ReturnType<typeof osrmGet>, blockPlaces: number) {
  return async (from: Side, to: Side, signal?: AbortSignal): Promise<OsrmTable> => {
    const columnBlocks = blocks(to.length, blockPlaces);
    const parts = await Promise.all(
      blocks(from.length, blockPlaces).map(([a, b]) =>
        Promise.all(columnBlocks.map(([c, d]) => block({ from: from.slice(a, b), to: to.slice(c, d), signal }))),
      ),
    );
    return joined(parts);
  };

  async function block(asked: Asked, lost = 0): Promise<OsrmTable> {
    try {
      return await whole(asked);
    } catch (error) {
      if (!(error instanceof OsrmError)) throw error;
      const { from, to } = asked;
      const { code, place } = error;
      if (code === 'NoSegment' && place !== undefined && place < from.length + to.length) {
        if (lost >= PLACES_LOST_MAX) {
          throw new Unavailable(`OSRM knows no street near ${lost + 1} places of one block: ${error.message}`, {
            cause: error,
          });
        }
        return place < from.length
          ? withRow(await block({ ...asked, from: without(from, place) }, lost + 1), place, to.length)
          : withColumn(await block({ ...asked, to: without(to, place - from.length) }, lost + 1), place - from.length);
      }
      if (code === 'TooBig' && Math.max(from.length, to.length) > SMALLEST_BLOCK) return halves(asked);
      throw error;
    }
  }

  async function whole({ from, to, signal }: Asked): Promise<OsrmTable> {
    if (from.length === 0 || to.length === 0) return empty(from.length, to.length);
    const sources = from.map((_, i) => i).join(';');
    const destinations = to.map((_, i) => from.length + i).join(';');
    const query = `sources=${sources}&destinations=${destinations}&annotations=duration,distance&generate_hints=false`;
    const places = [...from, ...to];
    const path = `/table/v1/driving/${osrmCoordinates(places)}?${query}`;
    const timeoutMs = TABLE_MS + Math.round((from.length * to.length) / CELLS_PER_MS);
    const answer = await get({ path, places, answer: answerFor(from.length, to.length), timeoutMs, signal });
    return { ...answer, durationsS: answer.durations, distancesM: answer.distances };
  }

  /** A foreign engine may allow less than we ask. */
  async function halves(asked: Asked): Promise<OsrmTable> {
    const { from, to } = asked;
    if (from.length >= to.length) {
      const middle = from.length >> 1;
      const upper = await block({ ...asked, from: from.slice(0, middle) });
      return joined([[upper], [await block({ ...asked, from: from.slice(middle) })]]);
    }
    const middle = to.length >> 1;
    const left = await block({ ...asked, to: to.slice(0, middle) });
    return joined([[left, await block({ ...asked, to: to.slice(middle) })]]);
  }
}

/** A table of another size than asked for would put times beside the wrong places. */
function answerFor(rows: number, columns: number) {
  const table = z.custom<Cells>((value) => isTable(value, rows, columns), `${rows} × ${columns} cells expected`);
  return z.object({
    code: z.literal('Ok'),
    durations: table,
    distances: table,
    sources: z.array(waypoint).length(rows),
    destinations: z.array(waypoint).length(columns),
  });
}

/** By hand: a schema per cell costs more than OSRM does. */
function isTable(value: unknown, rows: number, columns: number): boolean {
  const isCell = (cell: unknown) => cell === null || (typeof cell === 'number' && cell >= 0 && cell <= CELL_MAX);
  const isRow = (row: unknown) => Array.isArray(row) && row.length === columns && row.every(isCell);
  return Array.isArray(value) && value.length === rows && value.every(isRow);
}

function joined(parts: readonly (readonly OsrmTable[])[]): OsrmTable {
  return {
    durationsS: parts.flatMap((row) => sideBySide(row.map((part) => part.durationsS))),
    distancesM: parts.flatMap((row) => sideBySide(row.map((part) => part.distancesM))),
    sources: parts.flatMap((row) => row[0]?.sources ?? []),
    destinations: (parts[0] ?? []).flatMap((part) => part.destinations),
  };
}

function sideBySide<T>(tables: readonly (readonly (readonly T[])[])[]): T[][] {
  return (tables[0] ?? []).map((_, row) => tables.flatMap((table) => table[row] ?? []));
}

const nowhere: OsrmWaypoint = { location: [0, 0], distanceM: Number.POSITIVE_INFINITY };

function empty(rows: number, columns: number): OsrmTable {
  const cellsOf = () => Array.from({ length: rows }, () => Array.from({ length: columns }, () => null));
  const sides = { sources: Array(rows).fill(nowhere), destinations: Array(columns).fill(nowhere) };
  return { durationsS: cellsOf(), distancesM: cellsOf(), ...sides };
}

function withRow(table: OsrmTable, at: number, columns: number): OsrmTable {
  const row = Array.from({ length: columns }, () => null);
  return {
    ...table,
    durationsS: inserted(table.durationsS, at, row),
    distancesM: inserted(table.distancesM, at, row),
    sources: inserted(table.sources, at, nowhere),
  };
}

function withColumn(table: OsrmTable, at: number): OsrmTable {
  return {
    ...table,
    durationsS: table.durationsS.map((row) => inserted(row, at, null)),
    distancesM: table.distancesM.map((row) => inserted(row, at, null)),
    destinations: inserted(table.destinations, at, nowhere),
  };
}

function inserted<T>(list: readonly T[], at: number, value: T): T[] {
  return [...list.slice(0, at), value, ...list.slice(at)];
}

function without<T>(list: readonly T[], at: number): T[] {
  return [...list.slice(0, at), ...list.slice(at + 1)];
}
