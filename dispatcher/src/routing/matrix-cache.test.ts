import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { seededRandom } from '@baogong/drizzle/rules/random';
import { describe, expect, it } from 'vitest';
import { type LawfulEngine, lawfulEngine } from './lawful-engine.ts';
import { matrixCache } from './matrix-cache.ts';
import { streetEngine, streetsOf } from './streets/street-engine.ts';
import { moved, squareAround } from './testing/ascii-town.ts';
import { gridTown } from './testing/grid-town.ts';
import { NO_LAW, type TravelLaw } from './travel-law.ts';

const origin: LngLat = [121.4, 31.2];
const SIDE = 24;
const engineOf = (seed: number) =>
  lawfulEngine({
    engines: [],
    streets: streetEngine(streetsOf(gridTown({ columns: SIDE, rows: SIDE, seed }))),
  });

/** An engine that counts the pairs it is asked for. */
function counting(engine: LawfulEngine) {
  const asked: number[] = [];
  const counted: LawfulEngine = {
    ...engine,
    matrix(query) {
      asked.push(query.from.length * query.to.length);
      return engine.matrix(query);
    },
  };
  return { counted, pairs: () => asked.reduce((sum, pairs) => sum + pairs, 0) };
}

function ground(seed: number) {
  const random = seededRandom(seed);
  const spot = () => moved(origin, random.next() * SIDE * 100, random.next() * SIDE * 100);
  const zone = (): MultiPolygonCoordinates => squareAround(spot(), 40 + random.next() * 160);
  return { random, spot, zone, places: Array.from({ length: 25 }, spot) };
}

describe('the matrix cache', () => {
  it('asks only for pairs that nobody has asked for under a law, and knows a law again by what it says', async () => {
    const { counted, pairs } = counting(engineOf(1));
    const { places, zone, spot } = ground(1);
    const law: TravelLaw = { avoid: [zone()], enterOnly: [] };
    const cache = matrixCache(counted);
    const first = await cache.table({ profile: 'foot', law, places });
    expect(pairs()).toBe(25 * 25);
    expect(await cache.table({ profile: 'foot', law: structuredClone(law), places })).toEqual(first);
    expect(pairs()).toBe(25 * 25);
    // One new place: to all 26, and from the 25 others.
    await cache.table({ profile: 'foot', law, places: [...places, spot()] });
    expect(pairs()).toBe(25 * 25 + 26 + 25);
  });

  it('after a change of law says what fresh tables say, and asks for less', async () => {
    let wrongTimes = 0;
    let cells = 0;
    let asked = 0;
    for (let seed = 0; seed < 12; seed++) {
      const engine = engineOf(seed);
      const { counted, pairs } = counting(engine);
      const cache = matrixCache(counted);
      const { places, zone, random } = ground(seed);
      let avoid: MultiPolygonCoordinates[] = [];
      let enterOnly: MultiPolygonCoordinates[] = [zone(), zone()];
      for (let change = 0; change < 6; change++) {
        const law: TravelLaw = { avoid, enterOnly };
        const before = pairs();
        const cached = await cache.table({ profile: 'foot', law, places });
        if (change > 0) asked += pairs() - before;
        const fresh = await engine.matrix({ profile: 'foot', law, from: places, to: places });
        cached.durationsS.forEach((seconds, cell) => {
          const right = fresh.durationsS[cell] ?? -1;
          expect(seconds >= 0, 'what can be reached is exact').toBe(right >= 0);
          if (change > 0) cells++;
          if (Math.abs(seconds - right) > 1) wrongTimes++;
        });
        avoid = random.next() < 0.6 ? [...avoid, zone()] : avoid.slice(1);
        if (random.next() < 0.3) enterOnly = [...enterOnly.slice(1), zone()];
      }
    }
    expect(asked / cells).toBeLessThan(0.75);
    expect(wrongTimes / cells).toBeLessThan(0.002);
  });

  it('takes nothing over to another own zone or another profile', async () => {
    const { counted, pairs } = counting(engineOf(3));
    const { places } = ground(3);
    const cache = matrixCache(counted);
    const confineTo = squareAround(moved(origin, 600, 600), 500);
    await cache.table({ profile: 'foot', law: NO_LAW, places });
    await cache.table({ profile: 'foot', law: { ...NO_LAW, confineTo }, places });
    await cache.table({ profile: 'car', law: NO_LAW, places });
    expect(pairs()).toBe(3 * 25 * 25);
    expect(cache.counts).toEqual({ computed: 3 * 25 * 25, kept: 0 });
  });

  it('forgets places that nobody asks for any more, not those that somebody does', async () => {
    const { counted, pairs } = counting(engineOf(4));
    const cache = matrixCache(counted);
    const home = ground(4).places;
    const spots = Array.from({ length: 80 }, (_, i) => moved(origin, i * 11, i * 17));
    const most = async () => {
      for (let round = 0; round < 20; round++) {
        const wandering = spots.map(([lng, lat]): LngLat => [lng + round * 1e-6, lat]);
        await cache.table({ profile: 'foot', law: NO_LAW, places: [...home, ...wandering] });
      }
    };
    await most();
    const before = pairs();
    await cache.table({ profile: 'foot', law: NO_LAW, places: home });
    expect(pairs()).toBe(before);
  });
});
