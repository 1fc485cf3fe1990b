import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversPoint, insideLengthM, prepareArea } from '../area.ts';
import type { FoundRoute, LeaveQuery } from '../engine.ts';
import { asciiTown, moved, squareAround } from '../testing/ascii-town.ts';
import { gridTown } from '../testing/grid-town.ts';
import { PAST_BORDER_M } from './leave.ts';
import { streetEngine, streetsOf } from './street-engine.ts';

const town = asciiTown(
  `
A--B--C--D
|  |  |  |
E--F--G--H
|  |  |  |
K--L--M--N
`,
  { legend: { FG: { oneway: 'yes' } } },
);
const engine = streetEngine(streetsOf(town.network));

async function wayOut(query: LeaveQuery): Promise<FoundRoute> {
  const answer = await engine.leave(query);
  if (answer.unreachable) throw new Error(`no way out: ${answer.reason}`);
  return answer;
}

describe('the way out of a zone', () => {
  it('takes the quickest street to the border and twenty metres more', async () => {
    const zone = squareAround(town.at('F'), 60);
    const at = town.near('F', 30, 0);
    const { line, distanceM: metres } = await wayOut({ profile: 'car', at, zone });
    expect(line[0]).toEqual(at);
    // 30 m to the border at 60 m east of F, then 20 m.
    expect(metres).toBe(50);
    expect(distanceM(line.at(-1) ?? at, town.near('F', 80, 0))).toBeLessThan(1);
  });

  it('does not drive against a one-way street', async () => {
    const zone = squareAround(town.at('G'), 60);
    const { line } = await wayOut({ profile: 'car', at: town.near('G', -30, 0), zone });
    // On to G and out by another street: 30 + 60 + 20 m.
    expect(distanceM(line.at(-1) ?? [0, 0], town.at('G'))).toBeCloseTo(80, 0);
    expect(insideLengthM(prepareArea(zone), line)).toBeCloseTo(90, 0);
  });

  it('avoids a second zone and does not come back into the first', async () => {
    const zone = squareAround(town.at('F'), 60);
    const other = squareAround(town.near('F', 75, 0), 10);
    const at = town.near('F', 30, 0);
    const { line } = await wayOut({ profile: 'car', at, zone, avoid: [other] });
    expect(insideLengthM(prepareArea(other), line)).toBe(0);
    expect(distanceM(line.at(-1) ?? at, town.at('F'))).toBeCloseTo(80, 0);
  });

  it('is none where the other zones close every street', async () => {
    const zone = squareAround(town.at('F'), 40);
    const ring = [squareAround(town.at('F'), 60)[0][0], squareAround(town.at('F'), 35)[0][0]];
    const answer = await engine.leave({ profile: 'car', at: town.at('F'), zone, avoid: [[ring]] });
    expect(answer).toMatchObject({ unreachable: true, reason: 'unreachable', place: 0 });
  });

  it('always starts where the traveller is, leaves once and ends between 1 and 50 m past the border', async () => {
    const arbitrary = [
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 60, max: 300 }),
    ] as const;
    let judged = 0;
    await fc.assert(
      fc.asyncProperty(...arbitrary, async (seed, x, y, halfM) => {
        const grid = streetEngine(streetsOf(gridTown({ columns: 9, rows: 9, seed })));
        const at = moved([121.4, 31.2], x, y);
        const zone = squareAround(moved(at, (seed % 50) - 25, (seed % 31) - 15), halfM);
        const other = squareAround(moved(at, halfM + 150, 0), 100);
        const answer = await grid.leave({ profile: 'foot', at, zone, avoid: [other] });
        if (answer.unreachable) return;
        judged++;
        const area = prepareArea(zone);
        expect(answer.line[0]).toEqual(at);
        expect(insideLengthM(prepareArea(other), answer.line)).toBeLessThan(10);
        const end = answer.line.at(-1) ?? at;
        expect(coversPoint(area, end)).toBe(false);
        const pastM = answer.distanceM - insideLengthM(area, answer.line);
        expect(pastM).toBeGreaterThan(0.4);
        expect(pastM).toBeLessThan(Math.max(PAST_BORDER_M + 1, (answer.snappedM[0] ?? 0) + 1));
        expect(returns(answer.line, area)).toBe(false);
      }),
      { numRuns: 150 },
    );
    expect(judged).toBeGreaterThan(50);
  });
});

/** Whether a line comes back into an area that it has left, beyond the rounding of a centimetre. */
function returns(line: readonly LngLat[], area: ReturnType<typeof prepareArea>): boolean {
  let left = false;
  for (let i = 1; i < line.length; i++) {
    const part = [line[i - 1] ?? [0, 0], line[i] ?? [0, 0]] as const;
    const inside = insideLengthM(area, part);
    if (left && inside > 0.05) return true;
    if (distanceM(...part) - inside > 0.05) left = true;
  }
  return false;
}
