import { describe, expect, it } from 'vitest';
import { gap } from './plane.ts';
import { gapToBoundary, groundOf, holds, holdsPosition } from './polygon.ts';
import { box, metresOf, spot, street } from './testing/flat-town.ts';
import { home, lane, north, site, spine, town, zone } from './testing/gated-town.ts';

describe('gates of a zone', () => {
  it('each lies 15–25 m outside and 10–20 m inside, on the same street', () => {
    const { gates, warnings } = site({});
    expect(warnings).toEqual([]);
    const ground = groundOf(zone);
    for (const { point, innerPoint, streetName } of gates) {
      const [outer, inner] = [point, innerPoint].map(ground.plane.toXY);
      if (!outer || !inner) throw new Error('a gate has two sides');
      expect(holds(ground, outer)).toBe(false);
      expect(holds(ground, inner)).toBe(true);
      expect(gapToBoundary(ground, outer)).toBeCloseTo(20, 0);
      expect(gapToBoundary(ground, inner)).toBeCloseTo(15, 0);
      expect(gap(outer, inner)).toBeCloseTo(35, 0);
      expect(streetName).toMatch(/^[横纵](400|500|600)$/);
    }
  });

  it('there are at most four to a piece, on different sides, the first near the homes', () => {
    const { gates } = site({ zone: box(150, 150, 850, 850), homes: [home('south', 505, 210)] });
    expect(gates).toHaveLength(4);
    expect(gates[0]?.streetName).toBe('纵500');
    const [first] = gates.map((gate) => metresOf(gate.innerPoint));
    expect(first?.y).toBeCloseTo(165, 0);
    for (const [i, one] of gates.entries()) {
      for (const other of gates.slice(i + 1)) {
        expect(gap(metresOf(one.innerPoint), metresOf(other.innerPoint))).toBeGreaterThanOrEqual(150);
      }
    }
  });

  it('gates are not set side by side', () => {
    const { gates } = site({ zone: box(450, 450, 550, 550), homes: [home('only', 500, 500)] });
    expect(gates).toHaveLength(1);
  });

  it('the same question has the same answer', () => {
    expect(site({})).toEqual(site({}));
  });

  it('a street too short on either side carries no gate', () => {
    const stub = (from: number, to: number) => [
      street('短', [
        [500, from],
        [500, to],
      ]),
      street(
        '外',
        [
          [450, from],
          [550, from],
        ],
        { foot: false },
      ),
    ];
    const at = (from: number, to: number) =>
      site({ zone: north, homes: [home('h', 500, 305)], streets: stub(from, to) }).gates.length;
    expect([at(280, 309), at(280, 311)]).toEqual([0, 1]);
    const alone = (from: number) =>
      site({
        zone: north,
        homes: [home('h', 500, 305)],
        streets: [
          street('短', [
            [500, from],
            [500, 400],
          ]),
        ],
      }).gates.length;
    expect([alone(286), alone(284)]).toEqual([0, 1]);
  });

  it('where a street ends early the walk goes on along the next one, as straight as it can', () => {
    const streets = [
      spine,
      street('南段', [
        [500, 0],
        [500, 290],
      ]),
      street('中段', [
        [500, 290],
        [500, 304],
      ]),
      street('横巷', [
        [500, 304],
        [560, 304],
      ]),
      street('北段', [
        [500, 304],
        [500, 500],
      ]),
    ];
    const { gates } = site({ zone: north, homes: [home('h', 505, 450)], streets });
    expect(gates).toHaveLength(1);
    expect(metresOf(gates[0]?.point ?? spot(0, 0)).y).toBeCloseTo(280, 0);
    expect(metresOf(gates[0]?.innerPoint ?? spot(0, 0)).y).toBeCloseTo(315, 0);
    expect(metresOf(gates[0]?.innerPoint ?? spot(0, 0)).x).toBeCloseTo(500, 0);
  });

  it('a street that a car could not come back from is only the last choice', () => {
    const oneway = street(
      '单行',
      [
        [600, 0],
        [600, 400],
        [500, 400],
      ],
      { oneway: true },
    );
    const question = { zone: north, homes: [home('h', 595, 395)] };
    expect(
      site({
        ...question,
        streets: [spine, lane(), oneway],
      }).gates.map((gate) => gate.streetName),
    ).toEqual(['小巷']);
    expect(
      site({
        ...question,
        streets: [spine, oneway],
      }).gates.map((gate) => gate.streetName),
    ).toEqual(['单行']);
  });

  it('a known gate within 50 m of the boundary comes before all others', () => {
    const known = [{ id: 'old', point: spot(600, 690), innerPoint: spot(600, 640) }];
    const { gates } = site({ known });
    expect(gates[0]?.knownGateId).toBe('old');
    expect(gates[0]?.streetName).toBe('纵600');
    expect(metresOf(gates[0]?.point ?? spot(0, 0)).y).toBeCloseTo(690, 1);
    expect(metresOf(gates[0]?.innerPoint ?? spot(0, 0)).y).toBeCloseTo(640, 1);
    expect(gates.slice(1).every((gate) => gate.knownGateId === null)).toBe(true);
    expect(gates.length).toBeGreaterThan(1);
  });

  it('a known gate seen from the other side is turned round', () => {
    const known = [{ id: 'old', point: spot(600, 640), innerPoint: spot(600, 670) }];
    const gate = site({ known }).gates[0];
    expect(gate?.knownGateId).toBe('old');
    expect(metresOf(gate?.point ?? spot(0, 0)).y).toBeCloseTo(670, 1);
  });

  it('a known gate that does not lead through this boundary is left out', () => {
    const known = [
      { id: 'far', point: spot(600, 710), innerPoint: spot(600, 640) },
      { id: 'inside', point: spot(600, 640), innerPoint: spot(600, 600) },
      { id: 'outside', point: spot(600, 690), innerPoint: spot(600, 660) },
    ];
    expect(site({ known }).gates.filter((gate) => gate.knownGateId !== null)).toEqual([]);
  });

  it('a known gate off the roads is left out', () => {
    const known = [{ id: 'old', point: spot(500, 270), innerPoint: spot(500, 320) }];
    const question = { zone: north, homes: [home('h', 505, 450)], known };
    expect(site({ ...question, streets: [spine, lane()] }).gates[0]?.knownGateId).toBe('old');
    expect(site({ ...question, streets: [spine, lane({ car: false })] }).gates).toEqual([]);
  });

  it('at most four known gates are kept to a piece', () => {
    const known = [360, 420, 480, 540, 600].map((x) => ({
      id: `g${x}`,
      point: spot(x, 660),
      innerPoint: spot(x, 640),
    }));
    expect(site({ known }).gates.map((gate) => gate.knownGateId)).toEqual(['g360', 'g420', 'g480', 'g540']);
  });

  it('no gate opens onto ground that is closed itself', () => {
    const closed = [box(650, 0, 1_000, 1_000)];
    const { gates } = site({ closed });
    expect(gates.length).toBeGreaterThan(0);
    expect(gates.some((gate) => closed.some((ground) => holdsPosition(groundOf(ground), gate.point)))).toBe(false);
    expect(site({}).gates.some((gate) => metresOf(gate.point).x > 650)).toBe(true);
  });

  it('the first gate is the one nearest to the middle of the homes', () => {
    const homes = [home('a', 590, 455), home('b', 600, 545), home('c', 640, 505)];
    expect(site({ homes }).gates[0]?.streetName).toBe('横500');
    expect(metresOf(site({ homes }).gates[0]?.innerPoint ?? spot(0, 0)).x).toBeCloseTo(635, 0);
  });

  it('the largest network outside counts as the main roads, wherever it comes in the list', () => {
    const stub = street('孤路', [
      [400, 250],
      [400, 500],
      [600, 500],
    ]);
    const way = street('小巷', [
      [600, 0],
      [600, 500],
    ]);
    for (const streets of [
      [stub, spine, way],
      [way, spine, stub],
      [spine, stub, way],
    ]) {
      const { gates } = site({ zone: north, homes: [home('h', 405, 450)], streets });
      expect(gates.map((gate) => gate.streetName)).toEqual(['小巷']);
    }
  });

  it('a crossing where the street hugs the boundary is the second choice', () => {
    const hugging = street('贴边', [
      [500, 0],
      [500, 298],
      [540, 302],
      [540, 500],
    ]);
    const clear = street('直路', [
      [600, 0],
      [600, 500],
      [540, 500],
    ]);
    const question = { zone: north, homes: [home('h', 540, 310)] };
    expect(site({ ...question, streets: [spine, hugging, clear] }).gates.map((gate) => gate.streetName)).toEqual([
      '直路',
    ]);
    expect(site({ ...question, streets: [spine, hugging] }).gates.map((gate) => gate.streetName)).toEqual(['贴边']);
  });

  it('a known gate whose inside leads to no path is left out', () => {
    const known = [{ id: 'old', point: spot(450, 330), innerPoint: spot(450, 360) }];
    const { gates } = site({
      zone: box(350, 340, 650, 650),
      streets: [...town.filter(({ nameZh }) => !/[横纵]400|纵500/.test(nameZh))],
      known,
    });
    expect(gates.filter((gate) => gate.knownGateId !== null)).toEqual([]);
  });
});
