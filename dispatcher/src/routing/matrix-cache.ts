import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { TravelMatrix } from './engine.ts';
import { KnownTable } from './known-table.ts';
import { lawKeyOf, polygonKeyOf } from './law-key.ts';
import type { LawfulEngine } from './lawful-engine.ts';
import { missingBlocks } from './missing-blocks.ts';
import type { TravelLaw } from './travel-law.ts';
import { keepUnchanged, type LawChange, lawChange } from './unchanged-pairs.ts';

interface Asked {
  readonly profile: Profile;
  readonly law: TravelLaw;
  /** Each place once. */
  readonly places: readonly LngLat[];
}

export interface MatrixCache {
  /** The n × n table between the places: only pairs that nobody has asked for under this law are computed. */
  table(asked: Asked): Promise<Pick<TravelMatrix, 'durationsS' | 'distancesM'>>;
  /** Pairs that were asked of the engine so far, and pairs that a change of law left as they were. */
  readonly counts: { readonly computed: number; readonly kept: number };
}

interface Known {
  readonly profile: Profile;
  readonly law: TravelLaw;
  readonly table: KnownTable;
}

/** Twelve bytes each; beyond, the table that was used longest ago goes. */
const CELLS_MAX = 4_000_000;
const TABLES_MAX = 64;
/** Where travellers stood once is soon of no use; then a table begins anew with the places that are asked for. */
const PLACES_MAX = 1_500;
/** The street search looks so much further than the nearest street. */
const NEAR_M = 150;

/**
 * Travel between places by profile and law, kept between waves. When the law changes, the pairs whose way the change cannot
 * touch are taken over from the table of the law before; a law that is the same again finds its table again.
 */
export function matrixCache(engine: LawfulEngine): MatrixCache {
  const tables = new Map<string, Known>();
  const counts = { computed: 0, kept: 0 };
  return { table, counts };

  async function table({ profile, law, places }: Asked): Promise<Pick<TravelMatrix, 'durationsS' | 'distancesM'>> {
    const known = await knownOf(profile, law, places);
    const indices = places.map((place) => known.table.add(place));
    await learnMissing(known, indices);
    const n = places.length;
    const durationsS = new Int32Array(n * n).fill(-1);
    const distancesM = new Int32Array(n * n).fill(-1);
    indices.forEach((from, row) => {
      indices.forEach((to, column) => {
        const pair = known.table.get(from, to);
        durationsS[row * n + column] = pair?.durationS ?? -1;
        distancesM[row * n + column] = pair?.distanceM ?? -1;
      });
    });
    return { durationsS, distancesM };
  }

  async function knownOf(profile: Profile, law: TravelLaw, places: readonly LngLat[]): Promise<Known> {
    const key = `${profile} ${lawKeyOf(law)}`;
    let known = tables.get(key) ?? { profile, law, table: await inherited(profile, law) };
    const fresh = places.filter((place) => known.table.index(place) === undefined).length;
    if (fresh > 0 && known.table.size > 0 && known.table.size + fresh > PLACES_MAX) {
      known = { profile, law, table: only(known.table, places) };
    }
    known.table.reserve(known.table.size + fresh);
    // Used last, dropped last.
    tables.delete(key);
    tables.set(key, known);
    dropOldest();
    return known;
  }

  /** What the most similar law knows and this one leaves as it is. */
  async function inherited(profile: Profile, law: TravelLaw): Promise<KnownTable> {
    const into = new KnownTable();
    let nearest: { known: Known; change: LawChange; size: number } | undefined;
    for (const known of tables.values()) {
      const change = known.profile === profile ? lawChange(known.law, law) : undefined;
      if (!change) continue;
      const size = change.closed.length + change.opened.length;
      if (!nearest || size <= nearest.size) nearest = { known, change, size };
    }
    if (nearest) {
      const { known, change } = nearest;
      const { places } = known.table;
      const over = [...change.closed, ...change.opened];
      const detours = await engine.detours({ profile, law: mostOpen(known.law, law), places, over });
      const reach = await engine.reach({ profile, law, from: places, to: places });
      counts.kept += keepUnchanged(known.table, { into, change, detours, reach });
    }
    return into;
  }

  function dropOldest(): void {
    let cells = 0;
    for (const { table } of tables.values()) cells += table.cells;
    for (const [key, { table }] of tables) {
      if ((cells <= CELLS_MAX && tables.size <= TABLES_MAX) || tables.size === 1) return;
      tables.delete(key);
      cells -= table.cells;
    }
  }

  async function learnMissing(known: Known, indices: readonly number[]): Promise<void> {
    const isMissing = (from: number, to: number) => !known.table.has(from, to);
    for (const { rows, columns } of missingBlocks({ rows: indices, columns: indices }, isMissing)) {
      await learn(known, rows, columns);
    }
  }

  async function learn({ profile, law, table }: Known, rows: readonly number[], columns: readonly number[]) {
    const at = (indices: readonly number[]) => indices.flatMap((index) => table.places.slice(index, index + 1));
    const answer = await engine.matrix({ profile, law, from: at(rows), to: at(columns) });
    counts.computed += rows.length * columns.length;
    const own = answer.streets ?? answer;
    rows.forEach((from, row) => {
      table.setNearM(from, (answer.snappedFromM?.[row] ?? Number.POSITIVE_INFINITY) + NEAR_M);
      columns.forEach((to, column) => {
        if (table.has(from, to)) return;
        const cell = row * columns.length + column;
        const durationS = answer.durationsS[cell] ?? -1;
        const distanceM = answer.distancesM[cell] ?? -1;
        table.set(from, to, {
          ...{ durationS, distanceM },
          withinS: Math.max(durationS, own.durationsS[cell] ?? -1),
        });
      });
    });
  }
}

/** What is open under either law, and to whoever may enter where he ends. */
function mostOpen(one: TravelLaw, other: TravelLaw): TravelLaw {
  const keys = new Set(other.avoid.map(polygonKeyOf));
  return { ...one, avoid: one.avoid.filter((polygon) => keys.has(polygonKeyOf(polygon))), enterOnly: [] };
}

/** A table with just these places, and what was known of them. */
function only(known: KnownTable, places: readonly LngLat[]): KnownTable {
  const table = new KnownTable();
  table.reserve(places.length);
  const kept = places.flatMap((place) => {
    const before = known.index(place);
    if (before === undefined) return [];
    const now = table.add(place);
    table.setNearM(now, known.nearM(before));
    return [{ before, now }];
  });
  for (const from of kept) {
    for (const to of kept) {
      const pair = known.get(from.before, to.before);
      if (pair) table.set(from.now, to.now, pair);
    }
  }
  return table;
}
