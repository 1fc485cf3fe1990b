import { describe, expect, it } from 'vitest';
import type { Stretch } from './cut-streets.ts';
import type { XY } from './plane.ts';
import { stretchesAt, walkAlong } from './street-walk.ts';
import { street } from './testing/flat-town.ts';

const name = street('路', []);
const way = (a: number, b: number): Stretch => ({ a, b, inside: true, street: name });
const walk = (places: XY[], ways: Stretch[], wantedM = 20, leastM = 15) => {
  const end = walkAlong({ from: 0, places, network: stretchesAt(ways), wantedM, leastM });
  return (
    end && {
      x: Math.round(end.place.x * 10) / 10,
      y: Math.round(end.place.y * 10) / 10,
      way: ways.indexOf(end.stretch),
    }
  );
};
const east = (...xs: number[]): XY[] => xs.map((x) => ({ x, y: 0 }));

describe('a walk along streets', () => {
  it('ends the wanted metres along, within a stretch or at its very end', () => {
    expect(walk(east(0, 50), [way(0, 1)])).toEqual({ x: 20, y: 0, way: 0 });
    expect(walk(east(0, 50), [way(1, 0)])).toEqual({ x: 20, y: 0, way: 0 });
    expect(walk(east(0, 20, 60), [way(0, 1), way(1, 2)])).toEqual({ x: 20, y: 0, way: 0 });
    expect(walk(east(0, 12, 60), [way(0, 1), way(2, 1)])).toEqual({ x: 20, y: 0, way: 1 });
  });

  it('takes a dead end that is far enough, and no nearer one', () => {
    expect(walk(east(0, 15), [way(0, 1)])).toEqual({ x: 15, y: 0, way: 0 });
    expect(walk(east(0, 14.9), [way(0, 1)])).toBeNull();
  });

  it('goes straight on where ways part, whatever their order and length', () => {
    const places = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 90 },
      { x: 25, y: 1 },
      { x: 10, y: -90 },
      { x: 400, y: 300 },
    ];
    const ways = [way(0, 1), way(1, 2), way(4, 1), way(3, 1), way(1, 5)];
    expect(walk(places, ways)?.way).toBe(3);
    expect(walk(places, [...ways].reverse())?.way).toBe(1);
  });

  it('turns back from a way that ends too early and tries the next', () => {
    const places = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 13, y: 0 },
      { x: 10, y: 50 },
    ];
    expect(walk(places, [way(0, 1), way(1, 2), way(1, 3)])).toEqual({ x: 10, y: 10, way: 2 });
  });

  it('finds nothing where no street begins, and does not go round for ever', () => {
    expect(walk(east(0, 50), [])).toBeNull();
    expect(walk(east(0, 50), [way(1, 1)])).toBeNull();
    const ring = Array.from({ length: 100 }, (_, i) => ({ x: i % 2, y: 0 }));
    expect(
      walk(
        ring,
        ring.slice(1).map((_, i) => way(i, i + 1)),
        90,
        80,
      ),
    ).toBeNull();
  });

  it('gives up after forty stretches', () => {
    const steps = (count: number) =>
      walk(
        east(...Array.from({ length: count + 1 }, (_, i) => i)),
        Array.from({ length: count }, (_, i) => way(i, i + 1)),
        count,
        count,
      );
    expect(steps(40)).toEqual({ x: 40, y: 0, way: 39 });
    expect(steps(41)).toBeNull();
  });
});
