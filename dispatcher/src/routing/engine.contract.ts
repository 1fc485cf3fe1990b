import { distanceM, type LngLat, lineLengthM } from '@baogong/drizzle/rules/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreetNetwork } from '../osm/street-network.ts';
import { insideLengthM, prepareArea } from './area.ts';
import type { FoundRoute, RouteQuery, RoutingEngine } from './engine.ts';
import { asciiTown, moved, squareAround } from './testing/ascii-town.ts';

/** Cells are 50 m: a block is 150 m wide and 100 m high. I and J are an island; FG is one-way; LM is for walkers. */
export const contractTown = asciiTown(
  `
A--B--C--D
|  |  |  |
E--F--G--H         I--J
|  |  |  |
K--L--M--N
`,
  { legend: { FG: { oneway: 'yes' }, LM: { highway: 'footway' } } },
);

const { at, near } = contractTown;
const NEAR_S = 3;

/** What every routing engine promises, tried on one small town. */
export function engineContract(name: string, open: (network: StreetNetwork) => Promise<RoutingEngine>) {
  describe(`${name} as a routing engine`, () => {
    let engine: RoutingEngine;
    beforeAll(async () => {
      engine = await open(contractTown.network);
    });
    afterAll(() => engine?.close());

    async function found(query: RouteQuery): Promise<FoundRoute> {
      const answer = await engine.route(query);
      if (answer.unreachable) throw new Error(`no route: ${answer.reason} at place ${answer.place}`);
      return answer;
    }

    it('takes longitude first and tells metres and seconds', async () => {
      const { distanceM: metres, durationS, line } = await found({ profile: 'car', via: [at('A'), at('D')] });
      // Three blocks of 150 m; at 10 to 60 km/h they take 27 to 162 s.
      expect(metres).toBeGreaterThan(440);
      expect(metres).toBeLessThan(460);
      expect(durationS).toBeGreaterThan(26);
      expect(durationS).toBeLessThan(163);
      expect(line.every(([lng, lat]) => lng > 121 && lat < 32)).toBe(true);
    });

    it('walks at walking pace', async () => {
      const { durationS } = await found({ profile: 'foot', via: [at('A'), at('D')] });
      // 450 m at 4 to 6 km/h.
      expect(durationS).toBeGreaterThan(269);
      expect(durationS).toBeLessThan(406);
    });

    it('rides faster than it walks, and no one-way street backwards', async () => {
      const { durationS } = await found({ profile: 'ebike', via: [at('A'), at('D')] });
      // 450 m at 10 to 25 km/h.
      expect(durationS).toBeGreaterThan(64);
      expect(durationS).toBeLessThan(163);
      expect((await found({ profile: 'ebike', via: [at('G'), at('F')] })).distanceM).toBeGreaterThan(340);
    });

    it('starts and ends its line at the places themselves, so that legs join', async () => {
      const [first, middle, last] = [near('A', 40, 12), near('G', 0, 30), near('K', 20, -15)];
      const one = await found({ profile: 'foot', via: [first, middle] });
      const two = await found({ profile: 'foot', via: [middle, last] });
      const both = await found({ profile: 'foot', via: [first, middle, last] });
      expect([one.line[0], one.line.at(-1), two.line[0], two.line.at(-1)]).toEqual([first, middle, middle, last]);
      expect(one.snappedM[0]).toBeCloseTo(12, 0);
      expect(both.snappedM).toHaveLength(3);
      expect(Math.abs(both.distanceM - one.distanceM - two.distanceM)).toBeLessThanOrEqual(2);
      expect(Math.abs(lineLengthM(one.line) - one.distanceM)).toBeLessThan(5);
    });

    it('obeys a one-way street for cars and not for walkers', async () => {
      const metres = async (profile: 'car' | 'foot', via: LngLat[]) => (await found({ profile, via })).distanceM;
      expect(await metres('car', [at('F'), at('G')])).toBeLessThan(160);
      // Back round the block: 100 + 150 + 100 m.
      expect(await metres('car', [at('G'), at('F')])).toBeGreaterThan(340);
      expect(await metres('foot', [at('G'), at('F')])).toBeLessThan(160);
    });

    it('keeps cars off a footway', async () => {
      expect((await found({ profile: 'car', via: [at('M'), at('L')] })).distanceM).toBeGreaterThan(340);
      expect((await found({ profile: 'foot', via: [at('M'), at('L')] })).distanceM).toBeLessThan(160);
    });

    it('answers -1 and a named place where no way leads', async () => {
      const tables = await engine.matrix({ profile: 'car', from: [at('A'), at('I')], to: [at('D'), at('J')] });
      expect([...tables.durationsS].map((seconds) => seconds >= 0)).toEqual([true, false, false, true]);
      expect([...tables.distancesM].map((metres) => metres === -1)).toEqual([false, true, true, false]);
      const answer = await engine.route({ profile: 'car', via: [at('A'), at('D'), at('I')] });
      expect(answer).toMatchObject({ unreachable: true, reason: 'unreachable', place: 2, at: at('I') });
    });

    it('names a place that is too far from every street', async () => {
      const lost = near('D', 0, 3000);
      const answer = await engine.route({ profile: 'car', via: [at('A'), lost] });
      expect(answer).toMatchObject({ unreachable: true, reason: 'tooFarFromRoad', place: 1, at: lost });
      const tables = await engine.matrix({ profile: 'car', from: [at('A'), lost], to: [at('B'), lost] });
      expect([tables.tooFarFrom, tables.tooFarTo]).toEqual([[1], [1]]);
      expect([...tables.durationsS].map((seconds) => seconds >= 0)).toEqual([true, false, false, false]);
    });

    it('takes the limit to the next street from the question', async () => {
      const via = [at('A'), near('C', 0, 120)];
      expect(await engine.route({ profile: 'car', via, snapLimitM: 100 })).toMatchObject({
        reason: 'tooFarFromRoad',
        place: 1,
      });
      expect((await engine.route({ profile: 'car', via, snapLimitM: 150 })).unreachable).toBe(false);
    });

    it('says the same in a table and on the road', async () => {
      const places = ['A', 'F', 'G', 'N', 'I'].map((corner) => near(corner, 9, 6));
      const tables = await engine.matrix({ profile: 'car', from: places, to: places });
      for (const [row, from] of places.entries()) {
        for (const [column, to] of places.entries()) {
          const answer = await engine.route({ profile: 'car', via: [from, to] });
          const seconds = tables.durationsS[row * places.length + column] ?? -1;
          expect(seconds >= 0).toBe(!answer.unreachable);
          if (answer.unreachable) continue;
          expect(Math.abs(answer.durationS - seconds)).toBeLessThanOrEqual(NEAR_S);
          expect(
            Math.abs(answer.distanceM - (tables.distancesM[row * places.length + column] ?? -1)),
          ).toBeLessThanOrEqual(5);
        }
      }
    });

    it('cuts a large table in blocks without a seam', async () => {
      const from = Array.from({ length: 57 }, (_, i) => moved(at('A'), (i * 37) % 450, -((i * 23) % 200)));
      const to = Array.from({ length: 113 }, (_, i) => moved(at('A'), (i * 53) % 450, -((i * 31) % 200)));
      const whole = await engine.matrix({ profile: 'foot', from, to });
      for (const row of [0, 49, 50, 56]) {
        const part = await engine.matrix({ profile: 'foot', from: from.slice(row, row + 1), to: to.slice(95, 113) });
        const same = whole.durationsS.slice(row * to.length + 95, row * to.length + 113);
        expect([...part.durationsS].every((seconds, i) => Math.abs(seconds - (same[i] ?? -1)) <= 1)).toBe(true);
      }
    });

    it('goes round an avoided polygon, or is not asked to', async () => {
      if (!engine.capabilities.avoidsPolygons) return;
      const zone = squareAround(near('F', 75, 0), 20);
      const { distanceM: metres, line } = await found({ profile: 'foot', via: [at('F'), at('G')], avoid: [zone] });
      expect(metres).toBeGreaterThan(340);
      expect(insideLengthM(prepareArea(zone), line)).toBe(0);
      const tables = await engine.matrix({ profile: 'foot', from: [at('F')], to: [at('G')], avoid: [zone] });
      expect(Math.abs((tables.distancesM[0] ?? -1) - metres)).toBeLessThanOrEqual(5);
    });

    it('finds no way to a place deep within avoided ground', async () => {
      if (!engine.capabilities.avoidsPolygons) return;
      const zone = squareAround(at('F'), 120);
      const answer = await engine.route({ profile: 'foot', via: [at('D'), near('F', 5, 5)], avoid: [zone] });
      expect(answer.unreachable || distanceM(answer.line.at(-2) ?? at('F'), at('F')) > 100).toBe(true);
    });

    it('stays within confining ground, or is not asked to', async () => {
      if (!engine.capabilities.confines) return;
      // The lower two rows: back from G to F cars would rather go by C and B.
      const lower = squareAround(near('G', -75, -60), 130);
      const { line, distanceM: metres } = await found({
        profile: 'foot',
        via: [near('G', 0, 10), at('L')],
        confineTo: lower,
      });
      expect(metres - insideLengthM(prepareArea(lower), line)).toBeLessThan(1);
      const answer = await engine.route({ profile: 'foot', via: [at('G'), at('A')], confineTo: lower });
      expect(answer.unreachable).toBe(true);
    });

    it('stops at an aborted signal', async () => {
      const signal = AbortSignal.abort();
      await expect(engine.matrix({ profile: 'car', from: [at('A')], to: [at('B')], signal })).rejects.toThrow();
    });
  });
}
