import { at } from '@baogong/drizzle/testing/small-city';
import { expect, it } from 'vitest';
import { firstAmendments } from './amendments.ts';
import { baseSupply } from './base-supply.ts';
import { departures } from './departures.ts';
import type { LeftOut } from './left-out.ts';
import { nextSteps } from './next-steps.ts';
import { box, traveller, westGate, world, zone } from './testing/small-world.ts';
import { streetsOnly } from './testing/street-of-houses.ts';
import { travelTables } from './travel-tables.ts';
import type { World } from './world.ts';

const base = { kind: 'riderBase' as const, id: 'base', point: at(3) };
const rider = (key = 'outsideRider', boxes = 20) => {
  const capacity = { boxes, grams: 200_000, millilitres: 500_000 };
  return traveller('outsideRider', { key, riderId: key, home: base, capacity });
};

/** Where boxes go that the first plan left out, all of them, when only a motorway leads to the warehouse. */
async function supplied(facts: Partial<World>, toWarehouse: 'residential' | 'motorway' = 'motorway') {
  const look = world({ travellers: [traveller('mannedVehicle'), rider()], boxes: [box(0)], ...facts });
  const engine = streetsOnly({ toWarehouse });
  const tables = travelTables(engine);
  const able = await departures(engine, look);
  const amended = firstAmendments(look);
  const { errands } = await nextSteps({ engine, tables }, { world: look, able, amended });
  const left = errands.flatMap((errand) =>
    errand.boxes.map((each): LeftOut => ({ box: each, errand, reason: 'fleetExhausted', evidence: {} })),
  );
  const byBase = await baseSupply(tables, { world: look, able, left });
  const steps = await nextSteps({ engine, tables }, { world: look, able, amended: { ...amended, byBase } });
  return steps.errands.flatMap((errand) => errand.boxes.map((each) => [each.id, errand.mode, errand.target.id]));
}

it('what no van brings to its place goes to the base of riders who could, but whose network reaches no warehouse', async () => {
  expect(await supplied({})).toEqual([['box0', 'handOver', 'base']]);
});

it('riders who reach a warehouse fetch for themselves', async () => {
  expect(await supplied({}, 'residential')).toEqual([['box0', 'self', 'drop']]);
});

it('a base is supplied with what its riders can bring on, not with what is closed to them', async () => {
  const zones = [zone('z', 'restricted', [0.5, 1.5])];
  const gates = [westGate('z', 0.5)];
  const behind = box(0, { household: { building: { id: 'far', point: at(-2) }, needs: ['infant'] } });
  // Round the zone riders come by the ring.
  expect(await supplied({ boxes: [behind], zones, gates })).toEqual([['box0', 'handOver', 'base']]);
  const within = box(1, { household: { dropPoint: { id: 'drop', point: at(1, 1) } } });
  const autonomous = [traveller('autonomousVehicle'), rider()];
  expect(await supplied({ boxes: [within], zones, gates, travellers: autonomous })).toEqual([
    ['box1', 'staggered', 'drop'],
  ]);
});

it('a base gets no more boxes than its riders take away in two trips, those that wait there included', async () => {
  const waiting = box(3, {
    id: 'waiting',
    state: 'handedOver',
    custodian: { kind: 'riderBase', id: 'base' },
    at: at(3),
  });
  const travellers = [traveller('mannedVehicle'), rider('one', 1)];
  const found = await supplied({ boxes: [box(0), box(1), box(2), waiting], travellers });
  // Two trips of one box each, of which one is waiting already.
  expect(found.filter(([, mode]) => mode === 'handOver')).toEqual([['box0', 'handOver', 'base']]);
  expect(found.find(([id]) => id === 'waiting')).toEqual(['waiting', 'self', 'drop']);
});

it('what riders of such a base cannot deliver comes back to it, and from there by van to a warehouse', async () => {
  const aboard = box(0, {
    state: 'loaded',
    custodian: { kind: 'rider', id: 'outsideRider' },
    at: at(3),
    failedStops: 2,
  });
  expect(await supplied({ boxes: [aboard] })).toEqual([['box0', 'handOver', 'base']]);
  const atBase = {
    state: 'handedOver',
    custodian: { kind: 'riderBase', id: 'base' },
    at: at(3),
    failedStops: 2,
  } as const;
  expect(await supplied({ boxes: [box(0, atBase)] })).toEqual([['box0', 'handOver', 'warehouse']]);
});
