import type { Stretch } from './cut-streets.ts';
import { strongPieces } from './strong-pieces.ts';

interface Roads {
  readonly roads: readonly Stretch[];
  /** Those of the roads that lie outside the ground: where most of them are connected, the city is. */
  readonly outer: readonly Stretch[];
}

/** Tells of a stretch whether cars can come to it from most of the streets outside, and go away again. */
export function mainRoads(count: number, { roads, outer }: Roads): (stretch: Stretch) => boolean {
  const arcs = roads.flatMap(({ a, b, street }): [number, number][] =>
    street.oneway
      ? [[a, b]]
      : [
          [a, b],
          [b, a],
        ],
  );
  const piece = strongPieces(count, arcs);
  const sizes = new Map<number, number>();
  for (const { a, b } of outer) {
    const of = piece[a];
    if (of !== undefined && of === piece[b]) sizes.set(of, (sizes.get(of) ?? 0) + 1);
  }
  const [main] = [...sizes].sort(([, one], [, other]) => other - one)[0] ?? [];
  return ({ a, b }) => main !== undefined && piece[a] === main && piece[b] === main;
}
