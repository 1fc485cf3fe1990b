import { at } from '@baogong/drizzle/testing/small-city';
import { expect, it } from 'vitest';
import { firstAmendments } from './amendments.ts';
import type { LeftOut } from './left-out.ts';
import { secondThoughts } from './second-thoughts.ts';
import { box, later, traveller, world } from './testing/small-world.ts';

const aboard = box(0, { state: 'loaded', custodian: { kind: 'rider', id: 'outsideRider' }, at: at(1) });
const errand: LeftOut['errand'] = {
  source: { key: 'aboard', place: { kind: 'spot', id: 'r', point: at(1) }, innerPoint: null, aboardOf: 'outsideRider' },
  target: { kind: 'dropPoint', id: 'drop', point: at(1, 1) },
  ...{ mode: 'self', zoneId: null, withinZoneId: null, boxes: [aboard] },
};

/** Boxes that go back after a first plan that left one out, with so many minutes left of its traveller's shift. */
function goingBack(reason: LeftOut['reason'], minutesLeft: number, left = aboard) {
  const until = later(minutesLeft);
  const look = world({ boxes: [left], travellers: [traveller('outsideRider', { until })] });
  const missing = [{ box: left, errand, reason, evidence: {} }];
  const asked = { world: look, amended: firstAmendments(look), left: missing, stranded: [], byBase: new Map() };
  return [...(secondThoughts(asked)?.returning ?? [])];
}

it('what a traveller cannot bring to its place before his shift ends goes back', () => {
  expect(goingBack('shiftEnd', 400)).toEqual(['box0']);
  expect(goingBack('unreachable', 100)).toEqual(['box0']);
});

it('while there is time, a box stays aboard and may be served by a later wave', () => {
  expect(goingBack('unreachable', 400)).toEqual([]);
  expect(goingBack('fleetExhausted', 121)).toEqual([]);
});

it('boxes in a warehouse and boxes that were delivered do not go back', () => {
  expect(goingBack('shiftEnd', 100, box(0))).toEqual([]);
  expect(goingBack('shiftEnd', 100, { ...aboard, state: 'delivered' })).toEqual([]);
});

it('what no autonomous vehicle has room for enters its zone by a gate', () => {
  const relayed: LeftOut = {
    ...{ box: box(2), reason: 'fleetExhausted', evidence: {} },
    errand: {
      ...errand,
      source: { ...errand.source, aboardOf: null },
      target: { kind: 'relay', id: 'r', point: at(3) },
    },
  };
  const look = world({ boxes: [box(2)] });
  const asked = { world: look, amended: firstAmendments(look), left: [relayed], stranded: [], byBase: new Map() };
  expect(secondThoughts(asked)).toEqual({ returning: new Set(), byGate: new Set(['box2']), byBase: new Map() });
});
