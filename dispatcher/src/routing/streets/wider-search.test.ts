import fc from 'fast-check';
import { expect, it } from 'vitest';
import { squareAround } from '../testing/ascii-town.ts';
import { gridTown } from '../testing/grid-town.ts';
import { nodeAt } from './graph.ts';
import { StreetSearch } from './search.ts';
import { streetsOf } from './street-engine.ts';

it('a widened search finds what a new search under the wider law finds', () => {
  let opened = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), fc.nat(), fc.integer({ min: 20, max: 250 }), (seed, pick, halfM) => {
      const { graph, laws, search, wider } = streetsOf(gridTown({ columns: 8, rows: 8, seed }));
      const zone = (n: number) => squareAround(nodeAt(graph, (pick * n) % graph.nodeCount), halfM);
      const [kept, first, second] = [zone(3), zone(5), zone(11)];
      const narrow = laws.law([kept, first, second]);
      const seeds = [{ node: pick % graph.nodeCount, costMs: 0, metres: 0, origin: 1 }];
      const base = search.reach({ profile: 'foot', law: narrow, seeds });
      for (const law of [laws.law([kept, second]), laws.law([kept, first]), laws.law([kept])]) {
        const more = [...law.open.keys()].filter((s) => law.open[s] && !narrow.open[s]);
        opened += more.length;
        const widened = wider.reach({ profile: 'foot', base, law, opened: more });
        const fresh = new StreetSearch(graph).reach({ profile: 'foot', law, seeds });
        for (let node = 0; node < graph.nodeCount; node++) {
          expect(widened.costMs(node)).toBe(fresh.costMs(node));
          if (fresh.costMs(node) < Number.POSITIVE_INFINITY)
            expect(widened.metres(node)).toBeCloseTo(fresh.metres(node), 6);
        }
      }
    }),
    { numRuns: 80 },
  );
  expect(opened).toBeGreaterThan(100);
});
