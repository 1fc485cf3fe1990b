import { type Profile, profiles } from '@baogong/drizzle/rules/vocabulary';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squareAround } from '../testing/ascii-town.ts';
import { allTimesMs } from '../testing/brute-force.ts';
import { gridTown } from '../testing/grid-town.ts';
import { strongComponents } from './components.ts';
import { arcEnd, arcStart, nodeAt } from './graph.ts';
import { MinHeap } from './min-heap.ts';
import { StreetSearch } from './search.ts';
import { streetsOf } from './street-engine.ts';

const town = fc.record({
  columns: fc.integer({ min: 2, max: 6 }),
  rows: fc.integer({ min: 2, max: 6 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
});
const profile = fc.constantFrom<Profile>(...profiles);

describe('the street search', () => {
  it('finds the same times as brute force, closed streets or not, and paths that take them', () => {
    fc.assert(
      fc.property(town, profile, fc.nat(), fc.integer({ min: 0, max: 200 }), (options, mode, pick, halfM) => {
        const { graph, laws } = streetsOf(gridTown(options));
        const start = pick % graph.nodeCount;
        const zone = squareAround(nodeAt(graph, (pick * 7) % graph.nodeCount), halfM);
        const law = laws.law(halfM > 20 ? [zone] : []);
        const times = allTimesMs(graph, mode, (segment) => law.open[segment] === 1);

        const seeds = [{ node: start, costMs: 0, metres: 0, origin: 3 }];
        const targets = Array.from({ length: graph.nodeCount }, (_, i) => i);
        const reach = new StreetSearch(graph).reach({ profile: mode, law, seeds, targets });
        for (const node of targets) {
          expect(reach.costMs(node)).toBe(times[start * graph.nodeCount + node]);
          if (reach.costMs(node) === Number.POSITIVE_INFINITY) continue;
          expect(reach.origin(node)).toBe(3);
          const arcs = reach.arcsTo(node);
          expect(arcs.reduce((sum, arc) => sum + (graph.arcMs[mode][arc] ?? 0), 0)).toBe(reach.costMs(node));
          expect(arcs.map((arc) => arcStart(graph, arc))).toEqual(
            [start, ...arcs.map((arc) => arcEnd(graph, arc))].slice(0, arcs.length),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('forgets the search before', () => {
    const { graph, laws } = streetsOf(gridTown({ columns: 5, rows: 5, seed: 4 }));
    const search = new StreetSearch(graph);
    const ask = (node: number, target: number) =>
      search
        .reach({
          profile: 'foot',
          law: laws.law([]),
          seeds: [{ node, costMs: 0, metres: 0, origin: 0 }],
          targets: [target],
        })
        .costMs(target);
    const fresh = ask(0, 24);
    ask(24, 0);
    expect(ask(0, 24)).toBe(fresh);
  });
});

describe('strong components', () => {
  it('join two nodes exactly when each reaches the other', () => {
    fc.assert(
      fc.property(town, profile, (options, mode) => {
        const { graph } = streetsOf(gridTown(options));
        const times = allTimesMs(graph, mode);
        const { of, sizes } = strongComponents(graph, mode);
        const n = graph.nodeCount;
        for (let a = 0; a < n; a++) {
          for (let b = 0; b < n; b++) {
            const both = Number.isFinite(times[a * n + b]) && Number.isFinite(times[b * n + a]);
            expect(of[a] === of[b]).toBe(both);
          }
        }
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(n);
      }),
      { numRuns: 60 },
    );
  });

  it('do not need a call stack as deep as the longest street', () => {
    const count = 60_000;
    const line = Array.from({ length: count }, (_, i) => 121 + i * 1e-6);
    const network = {
      nodeIds: Float64Array.from(line, (_, i) => i),
      lng: Float64Array.from(line),
      lat: new Float64Array(count).fill(31),
      ways: [{ id: 1, nodes: Int32Array.from(line, (_, i) => i), tags: { highway: 'residential' } }],
    };
    expect([...strongComponents(streetsOf(network).graph, 'foot').sizes]).toEqual([count]);
  });
});

describe('the heap', () => {
  it('gives values in the order of their keys', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 3000 }), (keys) => {
        const heap = new MinHeap();
        for (const [i, key] of keys.entries()) heap.push(key, i);
        const order = keys.map(() => keys[heap.pop()]);
        expect(order).toEqual([...keys].sort((a, b) => a - b));
        expect(heap.pop()).toBe(-1);
      }),
    );
  });
});
