import type { LngLat } from './geo.ts';
import { between, gap, type XY } from './plane.ts';
import { boundaryCrossings, type Ground, holds } from './polygon.ts';

/** A street as a city knows it; equal node ids mean that streets meet. */
export interface Street {
  readonly nameZh: string;
  /** Cars may drive along its line only, not back. */
  readonly oneway: boolean;
  readonly car: boolean;
  readonly foot: boolean;
  readonly nodes: readonly number[];
  readonly line: readonly LngLat[];
}

/** A stretch of a street that lies wholly inside or wholly outside a ground. Ends are node numbers of the cut. */
export interface Stretch {
  readonly a: number;
  readonly b: number;
  readonly inside: boolean;
  readonly street: Street;
}

/** The streets around a ground, cut at its boundary. */
export interface CutStreets {
  readonly places: readonly XY[];
  readonly stretches: readonly Stretch[];
  /** Nodes that lie on the boundary, with the street that crosses there. */
  readonly crossings: readonly { readonly node: number; readonly street: Street }[];
}

/** Cuts streets where they cross the boundary, so that each stretch is on one side. */
export function cutStreets(streets: readonly Street[], ground: Ground): CutStreets {
  const places: XY[] = [];
  const stretches: Stretch[] = [];
  const crossings: { node: number; street: Street }[] = [];
  const numberOf = new Map<number, number>();

  function nodeAt(id: number, place: XY): number {
    const known = numberOf.get(id);
    if (known !== undefined) return known;
    numberOf.set(id, places.length);
    return places.push(place) - 1;
  }

  for (const street of streets) {
    const line = street.line.map(ground.plane.toXY);
    for (const [i, to] of line.entries()) {
      const [from, fromId, toId] = [line[i - 1], street.nodes[i - 1], street.nodes[i]];
      if (!from || fromId === undefined || toId === undefined) continue;

      let [a, at] = [nodeAt(fromId, from), 0];
      const cuts = boundaryCrossings(ground, from, to).filter((t) => t > 0 && t < 1);
      for (const t of [...cuts, 1]) {
        const b = t === 1 ? nodeAt(toId, to) : places.push(between(from, to, t)) - 1;
        const inside = holds(ground, between(from, to, (at + t) / 2));
        if (a !== b && gap(from, to) * (t - at) > 0) stretches.push({ a, b, inside, street });
        if (t < 1) crossings.push({ node: b, street });
        [a, at] = [b, t];
      }
    }
  }
  return { places, stretches, crossings };
}
