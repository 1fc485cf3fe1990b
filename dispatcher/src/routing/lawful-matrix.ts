import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Ground, LeavingEngine, TravelMatrix } from './engine.ts';
import type { Lawless } from './lawless-tables.ts';
import { lawlessOf } from './obedient-route.ts';
import { type PreparedLaw, polygonsOf } from './travel-law.ts';

export interface Places {
  readonly from: readonly LngLat[];
  readonly to: readonly LngLat[];
}

interface MatrixInput {
  readonly streets: LeavingEngine;
  /** Travel without any law; nothing where there is no engine whose times are believed. */
  readonly lawless: (ground: Ground, places: Places) => Promise<Lawless | undefined>;
  readonly law: PreparedLaw;
  readonly ground: Ground;
  readonly places: Places;
}

/**
 * Times of the first engine without any law, stretched by what the law costs on the street graph. Reachability is the
 * street graph's alone, and no engine has to carry a city's zones through a whole table.
 */
export async function lawfulMatrix({ streets, lawless, law, ground, places }: MatrixInput): Promise<TravelMatrix> {
  const zones = { avoid: polygonsOf(law.avoid), enterOnly: polygonsOf(law.enterOnly) };
  const lawful = await streets.matrix({ ...ground, ...zones, ...places });
  if (!lawful.durationsS.some((seconds) => seconds > 0)) return lawful;
  const tables = await lawless(lawlessOf(ground), places);
  if (!tables) return lawful;

  const { free, believed } = tables;
  return {
    ...lawful,
    streets: lawful,
    durationsS: lawful.durationsS.map((value, i) => stretched(value, free.durationsS[i], believed.durationsS[i])),
    distancesM: lawful.distancesM.map((value, i) => stretched(value, free.distancesM[i], believed.distancesM[i])),
  };
}

/** Two engines that differ by more than this mean different streets, and their ratio says nothing. */
const RATIO_MAX = 2;

/** `lawful / free` is what the law costs; where an engine knows no way, our own figure stands. */
export function stretched(lawful: number, free: number | undefined, believed: number | undefined): number {
  if (lawful <= 0 || free === undefined || free <= 0 || believed === undefined || believed < 0) return lawful;
  if (lawful === free) return believed;
  const ratio = believed / free;
  return Math.round(lawful * Math.min(RATIO_MAX, Math.max(1 / RATIO_MAX, ratio)));
}
