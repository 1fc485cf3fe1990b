import { at } from '@baogong/drizzle/testing/small-city';
import { expect, it } from 'vitest';
import { firstAmendments } from './amendments.ts';
import { departures } from './departures.ts';
import { isFor } from './errands.ts';
import { nextSteps } from './next-steps.ts';
import { box, later, traveller, westGate, world, zone } from './testing/small-world.ts';
import { streetsOnly } from './testing/street-of-houses.ts';
import { travelTables } from './travel-tables.ts';
import type { World } from './world.ts';

const engine = streetsOnly();

/** The next steps in a world, as far as they are known before anything is planned. */
async function stepsIn(facts: Partial<World>) {
  const look = world(facts);
  const able = await departures(engine, look);
  return nextSteps({ engine, tables: travelTables(engine) }, { world: look, able, amended: firstAmendments(look) });
}

/** The one errand of a world, or the reason why there is none. */
async function step(facts: Partial<World>) {
  const { errands, stranded } = await stepsIn(facts);
  const [errand] = errands;
  if (!errand) return stranded[0]?.reason;
  const { mode, target, withinZoneId } = errand;
  return { mode, to: target.id, within: withinZoneId };
}

const sealed = zone('z', 'sealed', [1.5, 3.5]);
const gates = [westGate('z', 1.5)];
const atGate = { kind: 'gate', id: 'z west' } as const;

it('outside every zone a box goes to its drop point, with a coded need to the door', async () => {
  expect(await step({ boxes: [box(0)] })).toEqual({ mode: 'self', to: 'drop', within: null });
  const infant = box(0, { household: { needs: ['infant'] } });
  expect(await step({ boxes: [infant] })).toEqual({ mode: 'door', to: 'house0', within: null });
  const quarantined = box(0, { household: { homeQuarantine: true } });
  expect(await step({ boxes: [quarantined] })).toEqual({ mode: 'door', to: 'house0', within: null });
});

it('a precaution zone is served like open ground', async () => {
  const zones = [zone('z', 'precaution', [-1, 4])];
  expect(await step({ boxes: [box(0)], zones })).toEqual({ mode: 'self', to: 'drop', within: null });
});

it('a box for a sealed home is handed over at the gate, and from there its carriers bring it to the door', async () => {
  expect(await step({ boxes: [box(2)], zones: [sealed], gates })).toEqual({
    mode: 'handOver',
    to: 'z west',
    within: null,
  });
  const waiting = box(2, { state: 'handedOver', custodian: atGate, at: at(1.3), innerAt: at(1.7), gateZoneId: 'z' });
  const boxes = [waiting];
  expect(await step({ boxes, zones: [sealed], gates })).toEqual({ mode: 'door', to: 'house2', within: 'z' });

  const { errands } = await stepsIn({ boxes, zones: [sealed], gates });
  const able = (each: Parameters<typeof traveller>) => errands[0] && isFor(errands[0], traveller(...each));
  expect(able(['insideCarrier', { ownZoneId: 'z' }])).toBe(true);
  expect(able(['insideCarrier', { ownZoneId: 'other' }])).toBe(false);
  expect(able(['outsideRider'])).toBe(false);
});

it('a restricted home is served staggered at a drop point within, else at the gate', async () => {
  const within = zone('z', 'restricted', [0.5, 3.5]);
  expect(await step({ boxes: [box(2)], zones: [within], gates: [westGate('z', 0.5)] })).toMatchObject({
    mode: 'staggered',
  });
  const beside = zone('z', 'restricted', [1.5, 3.5]);
  expect(await step({ boxes: [box(2)], zones: [beside], gates })).toEqual({ mode: 'gate', to: 'z west', within: null });
  const infant = box(2, { household: { needs: ['infant'] } });
  expect(await step({ boxes: [infant], zones: [beside], gates })).toMatchObject({ mode: 'handOver' });
});

it('without an autonomous vehicle at work nobody can supply a drop point within', async () => {
  const within = zone('z', 'restricted', [0.5, 3.5]);
  const facts = { boxes: [box(2)], zones: [within], gates: [westGate('z', 0.5)] };
  expect(await step({ ...facts, travellers: [traveller('mannedVehicle')] })).toMatchObject({ mode: 'gate' });
});

it('a home outside whose drop point lies in a sealed zone is served at the door', async () => {
  const zones = [zone('z', 'sealed', [0.5, 1.5])];
  expect(await step({ boxes: [box(0)], zones })).toEqual({ mode: 'door', to: 'house0', within: null });
});

it('a box left at a drop point before its home was sealed is followed on by a carrier from within', async () => {
  const zones = [zone('z', 'sealed', [0.5, 3.5])];
  const lying = box(2, { state: 'delivered', custodian: { kind: 'dropPoint', id: 'drop' }, at: at(1, 1) });
  expect(await step({ boxes: [lying], zones })).toEqual({ mode: 'door', to: 'house2', within: 'z' });
});

it('a box at the gate of a zone that was lifted goes on to its drop point', async () => {
  const waiting = box(2, { state: 'handedOver', custodian: atGate, at: at(1.3), innerAt: at(1.7), gateZoneId: 'z' });
  expect(await step({ boxes: [waiting] })).toEqual({ mode: 'self', to: 'drop', within: null });
});

it('a sealed home behind no gate that can be reached is named', async () => {
  expect(await step({ boxes: [box(2)], zones: [sealed] })).toBe('noGateReachable');
});

it('a gate within an outer zone is approached by autonomous vehicles', async () => {
  const zones = [zone('outer', 'restricted', [0.5, 5]), sealed];
  expect(await step({ boxes: [box(2)], zones, gates })).toMatchObject({ mode: 'handOver', to: 'z west' });
  const travellers = [traveller('mannedVehicle')];
  expect(await step({ boxes: [box(2)], zones, gates, travellers })).toBe('noGateReachable');
});

it('a relay within the zone is taken where it saves more on foot than it costs on wheels', async () => {
  const relays = [{ id: 'relay3', zoneId: 'z', point: at(3) }];
  const facts = { zones: [sealed], gates, relays };
  // From the gate at 1.7 to house 3 some 130 m on foot weigh more than the 170 m that a vehicle drives on.
  expect(await step({ ...facts, boxes: [box(3)] })).toEqual({ mode: 'handOver', to: 'relay3', within: null });
  const atGate = box(3, { household: { building: { id: 'house', point: at(1.7) } } });
  expect(await step({ ...facts, boxes: [atGate] })).toEqual({ mode: 'handOver', to: 'z west', within: null });
  const { errands } = await stepsIn({ ...facts, boxes: [box(3)] });
  const able = (...each: Parameters<typeof traveller>) => errands[0] && isFor(errands[0], traveller(...each));
  expect(able('autonomousVehicle')).toBe(true);
  expect([able('mannedVehicle'), able('outsideRider'), able('insideCarrier')]).toEqual([false, false, false]);
});

it('without an autonomous vehicle that can come there and back in time, boxes are handed over at the gate', async () => {
  const facts = { zones: [sealed], gates, relays: [{ id: 'relay3', zoneId: 'z', point: at(3) }], boxes: [box(3)] };
  const manned = traveller('mannedVehicle');
  expect(await step({ ...facts, travellers: [manned] })).toMatchObject({ to: 'z west' });
  const late = traveller('autonomousVehicle', { until: later(15) });
  expect(await step({ ...facts, travellers: [manned, late] })).toMatchObject({ to: 'z west' });
  const busy = traveller('autonomousVehicle', { busyUntil: later(200) });
  expect(await step({ ...facts, travellers: [manned, busy] })).toMatchObject({ to: 'z west' });
});

it('what a manned vehicle has aboard goes to the gate, not to a relay', async () => {
  const aboard = box(3, { state: 'loaded', custodian: { kind: 'vehicle', id: 'mannedVehicle' }, at: at(0, -2) });
  const relays = [{ id: 'relay3', zoneId: 'z', point: at(3) }];
  expect(await step({ boxes: [aboard], zones: [sealed], gates, relays })).toMatchObject({ to: 'z west' });
});

it('a box that was delivered before goes on by the gate, where its household can still collect it', async () => {
  const lying = box(3, { state: 'delivered', custodian: { kind: 'dropPoint', id: 'drop' }, at: at(1, 1) });
  const relays = [{ id: 'relay3', zoneId: 'z', point: at(3) }];
  expect(await step({ boxes: [lying], zones: [sealed], gates, relays })).toMatchObject({ to: 'z west' });
});

it('from a relay the carriers of its zone bring a box to the door', async () => {
  const waiting = {
    state: 'handedOver',
    custodian: { kind: 'relay', id: 'relay3' },
    at: at(3),
    gateZoneId: 'z',
  } as const;
  const boxes = [box(2, waiting)];
  expect(await step({ boxes, zones: [sealed], gates })).toEqual({ mode: 'door', to: 'house2', within: 'z' });
});

it('where its zone has no gate that can be reached, a relay alone serves', async () => {
  const relays = [{ id: 'relay3', zoneId: 'z', point: at(3) }];
  expect(await step({ boxes: [box(2)], zones: [sealed], relays })).toMatchObject({ to: 'relay3' });
});

it('boxes aboard go on with their traveller alone; of one who is off duty or busy they are named', async () => {
  const aboard = box(0, { state: 'loaded', custodian: { kind: 'vehicle', id: 'mannedVehicle' }, at: at(0, -2) });
  const van = traveller('mannedVehicle', { lastPoint: at(0, -2), lastRouteId: 'route' });
  const { errands } = await stepsIn({ boxes: [aboard], travellers: [van] });
  expect(errands[0]?.source).toMatchObject({ aboardOf: 'mannedVehicle', place: { kind: 'spot', point: at(0, -2) } });
  expect(await step({ boxes: [aboard], travellers: [traveller('autonomousVehicle')] })).toBe('travellerOffDuty');
  expect(await step({ boxes: [aboard], travellers: [{ ...van, busyUntil: van.until }] })).toBe('travellerUnderWay');
});

it('held boxes can be fetched by anybody from where they wait', async () => {
  const held = box(0, { state: 'held', custodian: { kind: 'rider', id: 'sick' }, at: at(0, -2) });
  const { errands } = await stepsIn({ boxes: [held] });
  expect(errands[0]?.source).toMatchObject({ aboardOf: null, place: { kind: 'spot', id: 'sick', point: at(0, -2) } });
});

it('boxes for one place from one source are one errand', async () => {
  const { errands } = await stepsIn({ boxes: [box(0), box(1), box(3)] });
  expect(errands.map((errand) => errand.boxes.length)).toEqual([3]);
});

it('a box that two stops could not take goes back to a warehouse, from a gate by outer travellers', async () => {
  const rider = traveller('outsideRider', { lastPoint: at(1), lastRouteId: 'route' });
  const aboard = { state: 'loaded', custodian: { kind: 'rider', id: 'outsideRider' }, at: at(1) } as const;
  const back = { mode: 'handOver', to: 'warehouse', within: null };
  expect(await step({ boxes: [box(0, { ...aboard, failedStops: 1 })], travellers: [rider] })).toMatchObject({
    to: 'drop',
  });
  expect(await step({ boxes: [box(0, { ...aboard, failedStops: 2 })], travellers: [rider] })).toEqual(back);
  const atTheGate = { state: 'handedOver', custodian: atGate, at: at(1.3), innerAt: at(1.7), gateZoneId: 'z' } as const;
  const waiting = box(2, { ...atTheGate, failedStops: 2 });
  expect(await step({ boxes: [waiting], zones: [sealed], gates })).toEqual(back);
});

it('a carrier brings what he cannot deliver to a gate of his zone', async () => {
  const carrier = traveller('insideCarrier', { ownZoneId: 'z', lastPoint: at(2), lastRouteId: 'route' });
  const aboard = { state: 'loaded', custodian: { kind: 'rider', id: 'insideCarrier' }, at: at(2) } as const;
  const boxes = [box(3, { ...aboard, failedStops: 2 })];
  const { errands } = await stepsIn({ boxes, zones: [sealed], gates, travellers: [carrier] });
  expect(errands[0]).toMatchObject({ mode: 'handOver', target: { kind: 'gate', point: at(1.7) } });
});

it('without a warehouse to go back to, a box is still brought to its household', async () => {
  const boxes = [box(0, { state: 'held', custodian: { kind: 'rider', id: 'sick' }, at: at(0, -2), failedStops: 2 })];
  expect(await step({ boxes, warehouses: [] })).toMatchObject({ to: 'drop' });
});

it('what somebody has whose work has ended can be fetched by anybody from where he is', async () => {
  const left = { state: 'loaded', custodian: { kind: 'rider', id: 'gone' }, at: at(0, -2), leftBehind: true } as const;
  const { errands } = await stepsIn({ boxes: [box(0, left)] });
  expect(errands[0]?.source).toMatchObject({ aboardOf: null, place: { kind: 'spot', id: 'gone', point: at(0, -2) } });
});
