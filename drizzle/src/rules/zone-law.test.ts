import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPolicy, policy } from './policy.ts';
import { serviceModes, type TravellerClass, travellerClasses, type ZoneClass, zoneClasses } from './vocabulary.ts';
import {
  innermostZone,
  isStricter,
  lawfulGround,
  mayCross,
  mayDeliver,
  mayEnter,
  mayServe,
  zonesInForce,
  zonesToAvoid,
} from './zone-law.ts';

const zone = (id: string, zoneClass: ZoneClass) => ({ id, zoneClass });
const anyClass = fc.constantFrom(...travellerClasses);
const anyZones = fc.array(fc.constantFrom(...zoneClasses)).map((classes) => classes.map((c, i) => zone(`z${i}`, c)));

/** The table of the law: letters that hold anywhere, letters in brackets in the own zone only. */
const table: readonly [TravellerClass, string, string, string][] = [
  ['mannedVehicle', '', '', 'ECS'],
  ['autonomousVehicle', 'ES', 'ES', 'ECS'],
  ['outsideRider', '', '', 'ECS'],
  ['insideCarrier', '(ECS)', '(ECS)', 'ECS'],
  ['resident', '', '(EC)', 'ECS'],
];

describe('zone law', () => {
  it('the first policy is a valid one', () => {
    expect(policy.parse(firstPolicy)).toEqual(firstPolicy);
    expect(firstPolicy.deliveryHoursPromised).toBe(5);
    expect(firstPolicy.forbiddenCrossingM).toBe(15);
    expect(firstPolicy.leave).toEqual({ pastBoundaryM: 50, minutesMax: 30 });
  });

  it.each(table)('%s may do in sealed "%s", restricted "%s", precaution "%s"', (travellerClass, ...cells) => {
    (['sealed', 'restricted', 'precaution'] as const).forEach((zoneClass, i) => {
      const cell = cells[i] ?? '';
      for (const [letter, may] of [
        ['E', mayEnter],
        ['C', mayCross],
        ['S', mayServe],
      ] as const) {
        expect(may({ travellerClass, zoneClass, own: true }, firstPolicy)).toBe(cell.includes(letter));
        expect(may({ travellerClass, zoneClass, own: false }, firstPolicy)).toBe(
          cell.includes(letter) && !cell.includes('('),
        );
      }
    });
  });

  it('outside all zones everybody may do everything', () => {
    fc.assert(
      fc.property(anyClass, fc.boolean(), (travellerClass, own) => {
        const asked = { travellerClass, zoneClass: null, own };
        expect([mayEnter, mayCross, mayServe].every((may) => may(asked, firstPolicy))).toBe(true);
      }),
    );
  });

  it('a door needs a person who may serve there, a gate lies outside', () => {
    const may = (travellerClass: TravellerClass, zoneClass: ZoneClass | null, own: boolean) =>
      serviceModes.filter((mode) => mayDeliver({ travellerClass, zoneClass, own, mode }, firstPolicy));
    expect(may('autonomousVehicle', 'sealed', false)).toEqual(['gate', 'staggered', 'self']);
    expect(may('autonomousVehicle', null, false)).toEqual(['gate', 'staggered', 'self']);
    expect(may('insideCarrier', 'sealed', true)).toEqual(['door', 'gate', 'staggered', 'self']);
    expect(may('insideCarrier', 'sealed', false)).toEqual(['gate']);
    expect(may('outsideRider', 'restricted', false)).toEqual(['gate']);
    expect(may('outsideRider', 'precaution', false)).toEqual(['door', 'gate', 'staggered', 'self']);
  });

  it('the strictest zone that covers a place decides there, in whatever order they come', () => {
    fc.assert(
      fc.property(anyZones, (zones) => {
        const inner = innermostZone(zones);
        expect(innermostZone([...zones].reverse())).toEqual(inner);
        if (inner) expect(zones.some((other) => isStricter(other.zoneClass, inner.zoneClass))).toBe(false);
        else expect(zones).toEqual([]);
      }),
    );
    expect(innermostZone([zone('b', 'sealed'), zone('a', 'sealed'), zone('0', 'restricted')])?.id).toBe('a');
    expect(isStricter('sealed', 'restricted') && isStricter('restricted', 'precaution')).toBe(true);
    expect(isStricter('sealed', 'sealed')).toBe(false);
  });

  it('a future zone counts for a leg that would end after its start, an ended one no more', () => {
    const at = (ms: number) => new Date(ms);
    const timed = (from: number, to: number | null) => [
      { ...zone('z', 'sealed'), validFrom: at(from), validTo: to === null ? null : at(to) },
    ];
    const leg = { startsAt: at(10), endsAt: at(20) };
    const counts = (from: number, to: number | null) => zonesInForce(timed(from, to), leg).length === 1;
    expect([counts(19, null), counts(20, null), counts(21, null)]).toEqual([true, false, false]);
    expect([counts(0, 11), counts(0, 10), counts(0, null)]).toEqual([true, false, true]);
  });

  it('keeps off zones that it may not cross, unless it ends there and may enter', () => {
    const zones = [zone('sealed', 'sealed'), zone('restricted', 'restricted'), zone('precaution', 'precaution')];
    const avoid = (travellerClass: TravellerClass, endsIn: string[] = []) =>
      zonesToAvoid({ travellerClass, zones, endsIn, ownZoneId: null }, firstPolicy);
    expect(avoid('mannedVehicle', ['sealed'])).toEqual(['sealed', 'restricted']);
    expect(avoid('outsideRider')).toEqual(['sealed', 'restricted']);
    expect(avoid('autonomousVehicle')).toEqual(['sealed', 'restricted']);
    expect(avoid('autonomousVehicle', ['sealed'])).toEqual(['restricted']);
    expect(avoid('autonomousVehicle', ['sealed', 'restricted'])).toEqual([]);
    expect(avoid('insideCarrier', ['sealed'])).toEqual(['sealed', 'restricted']);
  });

  it('an inside carrier stays on the ground of his own zone', () => {
    const zones = [
      zone('outer', 'precaution'),
      zone('own', 'restricted'),
      zone('inner', 'sealed'),
      zone('next', 'restricted'),
    ];
    const ground = lawfulGround({ travellerClass: 'insideCarrier', zones, endsIn: [], ownZoneId: 'own' }, firstPolicy);
    expect(ground).toEqual({ avoid: ['inner'], confineTo: 'own' });
    const over = lawfulGround({ travellerClass: 'insideCarrier', zones, endsIn: [], ownZoneId: 'gone' }, firstPolicy);
    expect(over).toEqual({ avoid: ['own', 'inner', 'next'], confineTo: null });
  });

  it('a resident may cross the restricted zone that is his own, and nothing confines other classes', () => {
    const zones = [zone('home', 'restricted'), zone('far', 'restricted')];
    const ground = lawfulGround({ travellerClass: 'resident', zones, endsIn: [], ownZoneId: 'home' }, firstPolicy);
    expect(ground).toEqual({ avoid: ['far'], confineTo: null });
  });
});
