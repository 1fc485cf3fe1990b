import type { Ground, LeavingEngine, TravelMatrix } from './engine.ts';
import type { Places } from './lawful-matrix.ts';
import { MOVED_M, type PreparedLaw, polygonsOf } from './travel-law.ts';

interface MatrixInput {
  readonly streets: LeavingEngine;
  /** The table of the engine that has the law compiled in. */
  readonly compiled: TravelMatrix;
  readonly law: PreparedLaw;
  readonly ground: Ground;
  readonly places: Places;
}

/**
 * Times of an engine that has the law compiled in. What can be reached is the street graph's to say here too; its own figures
 * stand where the engine knows no way, or serves a place by a street further off than the one that serves it.
 */
export async function compiledMatrix({ streets, compiled, law, ground, places }: MatrixInput): Promise<TravelMatrix> {
  const zones = { avoid: polygonsOf(law.avoid), enterOnly: polygonsOf(law.enterOnly) };
  const lawful = await streets.matrix({ ...ground, ...zones, ...places });
  const [fromThere, toThere] = [
    served(compiled.snappedFromM, lawful.snappedFromM),
    served(compiled.snappedToM, lawful.snappedToM),
  ];
  const columns = places.to.length;
  const believed = (own: number, at: number, theirs: number | undefined): number => {
    const isKnown = theirs !== undefined && theirs >= 0 && fromThere(Math.floor(at / columns)) && toThere(at % columns);
    return own > 0 && isKnown ? theirs : own;
  };
  return {
    ...lawful,
    streets: lawful,
    durationsS: lawful.durationsS.map((own, at) => believed(own, at, compiled.durationsS[at])),
    distancesM: lawful.distancesM.map((own, at) => believed(own, at, compiled.distancesM[at])),
  };
}

function served(theirs: readonly number[] = [], ours: readonly number[] = []): (place: number) => boolean {
  return (place) => (theirs[place] ?? 0) <= (ours[place] ?? Number.POSITIVE_INFINITY) + MOVED_M;
}
