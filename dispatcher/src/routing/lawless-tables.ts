import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { Ground, LeavingEngine, TravelMatrix } from './engine.ts';
import { KnownTable } from './known-table.ts';
import type { Places } from './lawful-matrix.ts';
import { missingBlocks } from './missing-blocks.ts';

type Table = Pick<TravelMatrix, 'durationsS' | 'distancesM'>;

/** Travel without any law: by the street search, and by the engine whose times are believed. */
export interface Lawless {
  readonly free: Table;
  readonly believed: Table;
}

interface Engines {
  readonly streets: LeavingEngine;
  /** The table of the first engine that is well; nothing where none is. */
  readonly askFirst: (ground: Ground, places: Places) => Promise<TravelMatrix | undefined>;
}

/** Where travellers stood once is soon of no use; then the tables begin anew. */
const PLACES_MAX = 1_500;

/** No change of law changes these, so each pair is asked for once. */
export function lawlessTables({ streets, askFirst }: Engines) {
  const known = new Map<Profile, { free: KnownTable; believed: KnownTable }>();

  return async (ground: Ground, places: Places): Promise<Lawless | undefined> => {
    const tables = tablesFor(ground.profile, places);
    const [rows, columns] = [places.from, places.to].map((side) => side.map(tables.free.add.bind(tables.free)));
    if (!rows || !columns) return undefined;
    for (const place of [...places.from, ...places.to]) tables.believed.add(place);

    const isMissing = (from: number, to: number) => !tables.believed.has(from, to);
    const unique = (side: readonly number[]) => [...new Set(side)];
    for (const block of missingBlocks({ rows: unique(rows), columns: unique(columns) }, isMissing)) {
      const asked = { from: at(tables.free, block.rows), to: at(tables.free, block.columns) };
      const believed = await askFirst(ground, asked);
      if (!believed) return undefined;
      learn(tables.believed, block, believed);
      learn(tables.free, block, await streets.matrix({ ...ground, ...asked }));
    }
    return { free: cut(tables.free, rows, columns), believed: cut(tables.believed, rows, columns) };
  };

  function tablesFor(profile: Profile, places: Places): { free: KnownTable; believed: KnownTable } {
    const before = known.get(profile);
    const isFull = (before?.free.size ?? 0) + places.from.length + places.to.length > PLACES_MAX;
    const isKnown = (place: LngLat) => before?.free.index(place) !== undefined;
    if (before && (!isFull || [...places.from, ...places.to].every(isKnown))) return before;
    const tables = { free: new KnownTable(), believed: new KnownTable() };
    known.set(profile, tables);
    return tables;
  }
}

function at(table: KnownTable, indices: readonly number[]): LngLat[] {
  return indices.flatMap((index) => table.places.slice(index, index + 1));
}

interface Sides {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

function learn(table: KnownTable, { rows, columns }: Sides, { durationsS, distancesM }: Table): void {
  rows.forEach((from, row) => {
    columns.forEach((to, column) => {
      const cell = row * columns.length + column;
      const durationS = durationsS[cell] ?? -1;
      table.set(from, to, { durationS, distanceM: distancesM[cell] ?? -1, withinS: durationS });
    });
  });
}

function cut(table: KnownTable, rows: readonly number[], columns: readonly number[]): Table {
  const durationsS = new Int32Array(rows.length * columns.length).fill(-1);
  const distancesM = durationsS.slice();
  rows.forEach((from, row) => {
    columns.forEach((to, column) => {
      const pair = table.get(from, to);
      durationsS[row * columns.length + column] = pair?.durationS ?? -1;
      distancesM[row * columns.length + column] = pair?.distanceM ?? -1;
    });
  });
  return { durationsS, distancesM };
}
