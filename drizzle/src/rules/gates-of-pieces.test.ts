import { describe, expect, it } from 'vitest';
import { box, grid, metresOf, spot, street } from './testing/flat-town.ts';
import { home, lane, middle, north, site, spine, town } from './testing/gated-town.ts';

describe('gates of the pieces of a zone', () => {
  it('every piece of the inner paths that holds homes has a gate of its own', () => {
    // A river along x = 500 without a bridge inside the zone.
    const banks = town.filter(({ line }) => !line.some((place) => Math.abs(metresOf(place).x - 500) < 1));
    const split = grid(1_000, 100).filter(({ nameZh }) => nameZh.startsWith('纵') && nameZh !== '纵500');
    const across = [0, 1_000].map((y) =>
      street(
        `桥${y}`,
        [
          [0, y],
          [1_000, y],
        ].map(([x = 0, yy = 0]) => [x, yy] as const),
      ),
    );
    const half = [100, 200, 300, 400, 500, 600, 700].flatMap((y) => [
      street(`西${y}`, [
        [0, y],
        [100, y],
        [200, y],
        [300, y],
        [400, y],
      ]),
      street(`东${y}`, [
        [600, y],
        [700, y],
        [800, y],
        [900, y],
        [1_000, y],
      ]),
    ]);
    expect(banks.length).toBeGreaterThan(0);
    const { gates, warnings } = site({
      streets: [...split, ...across, ...half],
      homes: [home('w', 400, 505), home('e', 600, 505)],
    });
    expect(warnings).toEqual([]);
    expect(gates.some((gate) => metresOf(gate.innerPoint).x < 500)).toBe(true);
    expect(gates.some((gate) => metresOf(gate.innerPoint).x > 500)).toBe(true);
  });

  it('pieces without homes get none, homes outside the zone do not count', () => {
    expect(site({ homes: [] }).gates).toEqual([]);
    expect(site({ homes: [home('outside', 100, 100)] })).toEqual({ gates: [], warnings: [] });
  });

  it('homes far from every path inside are named', () => {
    const { gates, warnings } = site({
      zone: box(350, 350, 650, 2_000),
      homes: [middle, home('far', 500, 1_500), home('farther', 400, 1_600)],
    });
    expect(gates.length).toBeGreaterThan(0);
    expect(warnings).toEqual([{ code: 'noInnerStreet', homes: ['far', 'farther'] }]);
  });

  it('homes whose paths no car street reaches are named', () => {
    const expected = [{ code: 'noCarStreet', homes: ['h'] }];
    const homes = [home('h', 505, 450)];
    const question = { zone: north, homes };
    expect(site({ ...question, streets: [spine, lane()] }).warnings).toEqual([]);
    expect(site({ ...question, streets: [spine, lane({ car: false })] }).warnings).toEqual(expected);
    expect(
      site({
        ...question,
        streets: [
          spine,
          street('岛', [
            [500, 400],
            [500, 600],
          ]),
        ],
      }).warnings,
    ).toEqual(expected);
    expect(site({ ...question, streets: [spine, lane({ foot: false })] }).warnings).toEqual([
      { code: 'noInnerStreet', homes: ['h'] },
    ]);
  });

  it('a street that only passes through the zone makes a piece of its own', () => {
    const through = street('穿行', [
      [0, 500],
      [1_000, 500],
    ]);
    const ring = street('环路', [
      [0, 500],
      [0, 0],
      [1_000, 0],
      [1_000, 500],
    ]);
    const question = { zone: north, homes: [home('h', 500, 510)] };
    expect(site({ ...question, streets: [through, ring] }).gates).toHaveLength(2);
    expect(site({ ...question, streets: [through] }).gates).toHaveLength(1);
  });

  it('a piece is reached only by gates of its own', () => {
    const ring = street('环路', [
      [500, 0],
      [0, 0],
      [0, 900],
      [450, 900],
    ]);
    const alley = street(
      '步道',
      [
        [450, 900],
        [450, 600],
        [450, 590],
      ],
      { car: false },
    );
    const { gates, warnings } = site({
      zone: north,
      homes: [home('south', 505, 400), home('south too', 505, 420), home('alley', 455, 600)],
      streets: [spine, ring, lane({ line: [spot(500, 0), spot(500, 400), spot(500, 500)] }), alley],
    });
    expect(gates.map((gate) => gate.streetName)).toEqual(['小巷']);
    expect(warnings).toEqual([{ code: 'noCarStreet', homes: ['alley'] }]);
  });

  it('where there is no car street at all every home is named', () => {
    const { gates, warnings } = site({
      streets: town.map((each) => ({ ...each, car: false })),
      known: [{ id: 'old', point: spot(600, 690), innerPoint: spot(600, 640) }],
    });
    expect(gates).toEqual([]);
    expect(warnings).toEqual([{ code: 'noCarStreet', homes: ['middle'] }]);
  });
});
