import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeInstancePlan } from '../judge/judge-instance-plan.ts';
import { randomInstance } from '../testing/random-instance.ts';
import type { Clock } from './clock.ts';
import { createCore } from './create-core.ts';
import { firstPlan } from './first-plan.ts';
import type { Instance } from './instance.ts';
import { typedRoutes } from './load-plan.ts';
import { type Group, solveByParts } from './solve-by-parts.ts';
import { temperaturesFor } from './temperatures.ts';

const instances = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    clients: fc.constant(60),
    types: fc.integer({ min: 1, max: 3 }),
    depots: fc.integer({ min: 1, max: 4 }),
    windows: fc.boolean(),
    durations: fc.boolean(),
    prizes: fc.boolean(),
  })
  .map(randomInstance);

const clock: Clock = { roundsMax: 2000, limitS: Number.POSITIVE_INFINITY, usedS: () => 0 };

/** Visits by vehicle of the file; more routes of a type than it has vehicles are an error. */
function byVehicle({ vehicles, vehicleTypes }: Instance, { routes }: Group): (readonly number[])[] {
  if (vehicles === null) return routes.map(({ visits }) => visits);
  const waiting = vehicleTypes.map((_, index) => routes.filter(({ type }) => type === index));
  const placed = Array.from(vehicles, (type) => waiting[type]?.shift()?.visits ?? []);
  expect(waiting.flat()).toEqual([]);
  return placed;
}

it('a plan improved part by part keeps every client and every rule, and never becomes worse', () => {
  let better = 0;
  fc.assert(
    fc.property(instances, fc.integer({ min: 1, max: 1000 }), (instance, seed) => {
      const core = createCore(instance, seed);
      firstPlan(core);
      const first = { routes: typedRoutes(core), left: Array.from(core.absent.subarray(0, core.absentCount)) };
      const before = core.routeCost + core.absentCost;
      const missing = ({ left }: Group) => left.filter((client) => instance.prizes[client] === 0).length;
      const options = {
        clock,
        seed,
        temperatures: temperaturesFor(core.traits, 300),
        parts: { clientsMax: 12, cuts: 6 },
      };
      const planned = solveByParts(instance, { ...options, rounds: { count: 0 }, first });

      const all = [...planned.routes.flatMap(({ visits }) => visits), ...planned.left].sort((a, b) => a - b);
      expect(all).toEqual(Array.from({ length: 60 }, (_, index) => instance.depotCount + index));
      const verdict = judgeInstancePlan(instance, byVehicle(instance, planned));
      expect(verdict.broken.filter((rule) => !rule.endsWith('is not visited'))).toEqual([]);
      expect(missing(planned)).toBeLessThanOrEqual(missing(first));
      if (missing(first) > 0) return;
      expect(verdict.cost).toBeLessThanOrEqual(before);
      if (verdict.cost < before) better += 1;
    }),
    { numRuns: 60, seed: 20260401 },
  );
  expect(better).toBeGreaterThan(10);
});
