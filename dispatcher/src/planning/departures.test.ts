import { at } from '@baogong/drizzle/testing/small-city';
import { expect, it } from 'vitest';
import { firstAmendments } from './amendments.ts';
import { buildProblem } from './build-problem.ts';
import { departures } from './departures.ts';
import { itineraries } from './itinerary.ts';
import { nextSteps } from './next-steps.ts';
import { inlineSolver } from './solver-inline.ts';
import { box, later, traveller, westGate, world, zone } from './testing/small-world.ts';
import { streetsOnly } from './testing/street-of-houses.ts';
import { travelTables } from './travel-tables.ts';

const engine = streetsOnly();
const from = async (facts: Parameters<typeof traveller>[1]) =>
  (await departures(engine, world({ travellers: [traveller('mannedVehicle', facts)] })))[0];

it('a traveller starts at home, on the road where he was last seen, or at the end of the route that he drives', async () => {
  expect(await from({})).toMatchObject({ start: { id: 'warehouse' }, startS: 0 });
  expect(await from({ lastPoint: at(1), lastRouteId: 'r' })).toMatchObject({
    start: { kind: 'spot', id: 'r', point: at(1) },
  });
  const busy = { lastPoint: at(1), lastRouteId: 'r', busyUntil: later(10) };
  expect(await from(busy)).toMatchObject({ start: { id: 'warehouse' }, startS: 600 });
  expect(await from({ busyUntil: later(120) })).toBeUndefined();
});

it('who was caught leaves first, straight out, with the boxes that he has aboard', async () => {
  const zones = [zone('z', 'sealed', [0.5, 3.5])];
  const gates = [westGate('z', 0.5)];
  const aboard = box(0, {
    ...{ state: 'loaded', custodian: { kind: 'vehicle', id: 'mannedVehicle' }, at: at(1) },
    household: { dropPoint: { id: 'drop', point: at(0, -2) } },
  });
  const van = traveller('mannedVehicle', { lastPoint: at(1), lastRouteId: 'r', caughtInZoneId: 'z' });
  const caught = world({ zones, gates, travellers: [van], boxes: [aboard] });
  const able = await departures(engine, caught);
  expect(able[0]?.leave).toMatchObject({ zoneId: 'z', from: { point: at(1) } });

  const tables = travelTables(engine);
  const amended = firstAmendments(caught);
  const { errands } = await nextSteps({ engine, tables }, { world: caught, able, amended });
  const posed = await buildProblem(tables, { world: caught, departures: able, errands });
  const solution = await inlineSolver().solve({ problem: posed.problem, seed: 1, iterations: 50, limitMs: 1_000 });
  expect(solution.unserved).toEqual([]);
  const [trip] = itineraries(posed, solution)[0]?.trips ?? [];
  expect(trip?.drives.map((drive) => drive.purpose)).toEqual(['leave', 'supply', 'return']);
  expect(trip?.drives[1]?.from.point).toEqual(trip?.drives[0]?.to.point);
  expect(trip?.drives[1]?.to.id).toBe('drop');
});
