import fc from 'fast-check';
import { expect, it } from 'vitest';
import { strongPieces } from './strong-pieces.ts';
import { UnionFind } from './union-find.ts';

const graph = fc.integer({ min: 1, max: 12 }).chain((count) => {
  const node = fc.nat({ max: count - 1 });
  return fc.record({ count: fc.constant(count), arcs: fc.array(fc.tuple(node, node), { maxLength: 30 }) });
});

/** Which nodes can be reached from each, by repeated steps. */
function reach(count: number, arcs: readonly (readonly [number, number])[]): Set<number>[] {
  return Array.from({ length: count }, (_, start) => {
    const seen = new Set([start]);
    for (let grown = -1; grown !== seen.size; ) {
      grown = seen.size;
      for (const [from, to] of arcs) if (seen.has(from)) seen.add(to);
    }
    return seen;
  });
}

it('two nodes share a strong piece exactly when each can be reached from the other', () => {
  fc.assert(
    fc.property(graph, ({ count, arcs }) => {
      const piece = strongPieces(count, arcs);
      const reached = reach(count, arcs);
      for (let v = 0; v < count; v++) {
        expect(piece[v]).toBeGreaterThanOrEqual(0);
        for (let w = 0; w < count; w++) expect(piece[v] === piece[w]).toBe(reached[v]?.has(w) && reached[w]?.has(v));
      }
    }),
  );
});

it('a street of 20,000 nodes does not exhaust the stack', () => {
  const arcs = Array.from({ length: 19_999 }, (_, i): [number, number] => [i, i + 1]);
  expect(new Set(strongPieces(20_000, arcs)).size).toBe(20_000);
  expect(new Set(strongPieces(20_000, [...arcs, [19_999, 0]])).size).toBe(1);
});

it('joined sets are one, others stay apart', () => {
  fc.assert(
    fc.property(graph, ({ count, arcs }) => {
      const sets = new UnionFind(count);
      for (const [one, other] of arcs) sets.join(one, other);
      const reached = reach(count, [...arcs, ...arcs.map(([a, b]) => [b, a] as const)]);
      for (let v = 0; v < count; v++) {
        for (let w = 0; w < count; w++) expect(sets.find(v) === sets.find(w)).toBe(reached[v]?.has(w));
      }
    }),
  );
});
