import { describe, expect, it } from 'vitest';
import { gap } from './plane.ts';
import { type RelayQuestion, siteRelays } from './relays.ts';
import { box, metresOf, spot, street } from './testing/flat-town.ts';
import { home, town } from './testing/gated-town.ts';

/** The middle of a town with a street every 100 m; boundaries lie between streets. */
const zone = box(150, 150, 850, 850);
const site = (over: Partial<RelayQuestion>) => siteRelays({ zone, streets: town, homes: [], ...over });
const idsOf = (relays: ReturnType<typeof siteRelays>) => relays.map(({ buildingId }) => buildingId).sort();

describe('relays of a sealed zone', () => {
  it('are few, at entrances within, and leave no home a long walk', () => {
    const homes = [200, 300, 400, 500, 600, 700, 800].flatMap((x) =>
      [200, 400, 600, 800].map((y) => home(`${x} ${y}`, x + 5, y + 5)),
    );
    const relays = site({ homes });
    expect(relays.length).toBeLessThanOrEqual(8);
    const walks = homes.map(({ point }) =>
      Math.min(...relays.map((relay) => gap(metresOf(relay.point), metresOf(point)))),
    );
    // Eight for 700 m by 700 m: each has some 60,000 m², a circle of 140 m; nobody walks twice that.
    expect(Math.max(...walks)).toBeLessThanOrEqual(280);
    expect(walks.filter((walk) => walk <= 150).length).toBeGreaterThan(homes.length / 2);
  });

  it('one serves all homes around it, and it is the one that most are near to', () => {
    const homes = [home('west', 300, 405), home('middle', 400, 405), home('east', 500, 405)];
    expect(idsOf(site({ homes }))).toEqual(['middle']);
  });

  it('homes outside the zone have none', () => {
    expect(site({ homes: [home('outside', 100, 105)] })).toEqual([]);
  });

  it('an entrance that no car comes near is none, and its home walks to the next', () => {
    const lane = street(
      '小巷',
      [
        [400, 450],
        [480, 470],
      ],
      { car: false },
    );
    const homes = [home('lane', 490, 470), home('street', 405, 400)];
    const streets = [
      street('主街', [
        [0, 400],
        [400, 400],
        [1_000, 400],
      ]),
      lane,
      street(
        '弄',
        [
          [400, 400],
          [400, 450],
        ],
        { car: false },
      ),
    ];
    expect(idsOf(site({ homes, streets }))).toEqual(['street']);
    expect(site({ homes: [home('lane', 490, 470)], streets })).toEqual([]);
  });

  it('a street that cars cannot come out of again has none', () => {
    const trap = street(
      '单行',
      [
        [500, 0],
        [500, 300],
        [500, 500],
      ],
      { oneway: true },
    );
    const main = street('主街', [
      [0, 0],
      [500, 0],
      [1_000, 0],
    ]);
    const homes = [home('trapped', 505, 400)];
    expect(site({ homes, streets: [main, trap] })).toEqual([]);
    expect(idsOf(site({ homes, streets: [main, { ...trap, oneway: false }] }))).toEqual(['trapped']);
  });

  it('none is reached through another closed zone', () => {
    const main = street('主街', [
      [0, 500],
      [100, 500],
      [500, 500],
    ]);
    const homes = [home('h', 505, 500)];
    expect(idsOf(site({ homes, streets: [main] }))).toEqual(['h']);
    expect(site({ homes, streets: [main], closed: [box(50, 450, 149, 550)] })).toEqual([]);
  });

  it('the same question has the same answer', () => {
    const homes = [home('b', 305, 400), home('a', 300, 400), home('c', 610, 700)];
    expect(site({ homes })).toEqual(site({ homes }));
    expect(site({ homes })[0]?.point).toEqual(spot(305, 400));
  });
});
