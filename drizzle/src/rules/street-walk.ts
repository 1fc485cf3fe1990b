import type { Stretch } from './cut-streets.ts';
import { between, gap, type XY } from './plane.ts';

/** Stretches by the nodes at their ends. */
export type StretchesAt = ReadonlyMap<number, readonly Stretch[]>;

export function stretchesAt(stretches: readonly Stretch[]): StretchesAt {
  const at = new Map<number, Stretch[]>();
  for (const stretch of stretches) {
    for (const node of [stretch.a, stretch.b]) {
      const known = at.get(node);
      if (known) known.push(stretch);
      else at.set(node, [stretch]);
    }
  }
  return at;
}

interface Walk {
  readonly from: number;
  readonly places: readonly XY[];
  readonly network: StretchesAt;
  readonly wantedM: number;
  /** A dead end this far along is good enough. */
  readonly leastM: number;
}

export interface WalkEnd {
  readonly place: XY;
  readonly stretch: Stretch;
}

const STEPS_MAX = 40;

/** A place so many metres along the network from a node, as straight ahead as it goes; null where it ends too early. */
export function walkAlong(walk: Walk): WalkEnd | null {
  let stepsLeft = STEPS_MAX;

  function onward(node: number, came: XY | null, walkedM: number, walked: readonly Stretch[]): WalkEnd | null {
    const here = walk.places[node];
    const ways = (walk.network.get(node) ?? []).filter((way) => !walked.includes(way));
    const last = walked.at(-1);
    if (!here) return null;
    if (ways.length === 0) return last && walkedM >= walk.leastM ? { place: here, stretch: last } : null;

    for (const way of straightestFirst(ways, node, here, came)) {
      if (stepsLeft-- <= 0) return null;

      const next = way.a === node ? way.b : way.a;
      const there = walk.places[next] ?? here;
      const lengthM = gap(here, there);
      const restM = walk.wantedM - walkedM;
      if (lengthM >= restM) return { place: between(here, there, restM / lengthM), stretch: way };

      const found = onward(next, here, walkedM + lengthM, [...walked, way]);
      if (found) return found;
    }
    return null;
  }

  function straightestFirst(ways: readonly Stretch[], node: number, here: XY, came: XY | null): readonly Stretch[] {
    if (!came) return ways;

    const ahead = (way: Stretch): number => {
      const there = walk.places[way.a === node ? way.b : way.a] ?? here;
      const dot = (here.x - came.x) * (there.x - here.x) + (here.y - came.y) * (there.y - here.y);
      return dot / (gap(came, here) * gap(here, there));
    };
    return [...ways].sort((one, other) => ahead(other) - ahead(one));
  }

  return onward(walk.from, null, 0, []);
}
