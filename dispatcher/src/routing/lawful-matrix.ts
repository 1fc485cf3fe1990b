import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Ground, RoutingEngine, TravelMatrix } from './engine.ts';
import { forbiddenZones, type PreparedLaw, zonesAround } from './travel-law.ts';

interface Places {
  readonly from: readonly LngLat[];
  readonly to: readonly LngLat[];
}

interface MatrixInput {
  readonly streets: RoutingEngine;
  /** The engine whose times are believed where no law interferes. */
  readonly first: RoutingEngine | undefined;
  readonly law: PreparedLaw;
  readonly ground: Ground;
  readonly places: Places;
}

/**
 * Times of the first engine without any law, stretched by what the law costs on the street graph. Reachability is the
 * street graph's alone, and no engine has to carry a city's zones through a whole table.
 */
export async function lawfulMatrix({ streets, first, law, ground, places }: MatrixInput): Promise<TravelMatrix> {
  const { confineTo: _, ...lawless } = ground;
  const lawful = await streetTables(streets, law, ground, places);
  if (!first || !lawful.durationsS.some((seconds) => seconds >= 0)) return lawful;

  const bound = law.avoid.length + law.enterOnly.length > 0 || law.confine;
  const free = bound ? await streets.matrix({ ...lawless, ...places }) : lawful;
  const believed = await first.matrix({ ...lawless, ...places });
  return {
    ...lawful,
    durationsS: lawful.durationsS.map((value, i) => stretched(value, free.durationsS[i], believed.durationsS[i])),
    distancesM: lawful.distancesM.map((value, i) => stretched(value, free.distancesM[i], believed.distancesM[i])),
  };
}

/** `lawful / free` is what the law costs; where an engine knows no way, our own figure stands. */
export function stretched(lawful: number, free: number | undefined, believed: number | undefined): number {
  if (lawful <= 0 || free === undefined || free <= 0 || believed === undefined || believed < 0) return lawful;
  return lawful === free ? believed : Math.round((believed * lawful) / free);
}

/** Pairs that the same zones forbid share a question; without enter-only zones there is one. */
async function streetTables(
  streets: RoutingEngine,
  law: PreparedLaw,
  ground: Ground,
  { from, to }: Places,
): Promise<TravelMatrix> {
  const durationsS = new Int32Array(from.length * to.length).fill(-1);
  const distancesM = new Int32Array(from.length * to.length).fill(-1);
  const tooFarFrom = new Set<number>();
  const tooFarTo = new Set<number>();
  const rowGroups = placesByZones(law, from);
  const columnGroups = placesByZones(law, to);
  for (const rows of rowGroups) {
    for (const columns of columnGroups) {
      const starts = pick(from, rows);
      const ends = pick(to, columns);
      const avoid = forbiddenZones(law, [...starts.slice(0, 1), ...ends.slice(0, 1)]).map((zone) => zone.polygon);
      const part = await streets.matrix({ ...ground, avoid, from: starts, to: ends });
      rows.forEach((row, r) => {
        columns.forEach((column, c) => {
          durationsS[row * to.length + column] = part.durationsS[r * columns.length + c] ?? -1;
          distancesM[row * to.length + column] = part.distancesM[r * columns.length + c] ?? -1;
        });
      });
      for (const r of part.tooFarFrom) tooFarFrom.add(rows[r] ?? -1);
      for (const c of part.tooFarTo) tooFarTo.add(columns[c] ?? -1);
    }
  }
  return { durationsS, distancesM, tooFarFrom: inOrder(tooFarFrom), tooFarTo: inOrder(tooFarTo) };
}

function placesByZones(law: PreparedLaw, places: readonly LngLat[]): number[][] {
  const byZones = new Map<string, number[]>();
  places.forEach((at, i) => {
    const key = zonesAround(law, at).join();
    const group = byZones.get(key);
    if (group) group.push(i);
    else byZones.set(key, [i]);
  });
  return [...byZones.values()];
}

function pick<T>(all: readonly T[], indices: readonly number[]): T[] {
  return indices.flatMap((i) => all.slice(i, i + 1));
}

function inOrder(indices: ReadonlySet<number>): number[] {
  return [...indices].sort((a, b) => a - b);
}
