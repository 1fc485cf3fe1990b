import { describe, expect, it } from 'vitest';
import { at } from '../../at.ts';
import type { Problem } from '../../problem.ts';
import { randomProblem } from '../../testing/random-problem.ts';
import { tinyProblem } from '../../testing/tiny-problem.ts';
import { construct } from '../construct.ts';
import { buildModel, type Model } from '../model.ts';
import { emptyPlan, type Plan, setRoutes } from '../plan.ts';
import { createRandom } from '../random.ts';
import { planRoute, type TripDraft } from '../route.ts';
import { changeDepot } from './change-depot.ts';
import { exchangeDays } from './exchange-days.ts';
import { relocate } from './relocate.ts';
import { swap } from './swap.ts';
import { tails } from './tails.ts';
import { twoOpt } from './two-opt.ts';

/** A plan with the given trips, by vehicle; jobs are numbered as the stops. */
function planOf(problem: Problem, days: readonly (readonly (readonly number[])[])[]): { model: Model; plan: Plan } {
  const model = buildModel(problem);
  const plan = emptyPlan(model);
  days.forEach((trips, vehicle) => {
    const drafts: TripDraft[] = trips.map((jobs) => ({ depot: 0, jobs }));
    const route = planRoute(model, plan.docks, vehicle, drafts);
    if (route === null) throw new Error(`vehicle ${vehicle} cannot drive ${JSON.stringify(trips)}`);
    setRoutes(model, plan, [route]);
  });
  return { model, plan };
}

const daysOf = (plan: Plan) => plan.routes.map((route) => route.trips.map((trip) => trip.jobs));

describe('operators', () => {
  it('relocate moves a visit to the vehicle that passes by', () => {
    // Place 2 costs vehicle 1 a trip of 400; for vehicle 0 on its way to place 5 it costs nothing.
    const { model, plan } = planOf(tinyProblem({ stops: [{ place: 5 }, { place: 2 }], vehicles: [{}, {}] }), [
      [[0]],
      [[1]],
    ]);
    expect(plan.cost).toBe(1400);
    expect(relocate.improve(model, plan, 1)).toBe(true);
    expect(plan.cost).toBe(1000);
    expect(daysOf(plan).map((trips) => trips.flat().length)).toEqual([2, 0]);
  });

  it('twoOpt turns a stretch that is driven back and forth', () => {
    // 0→3→2→1→4→0 = 3+1+1+3+4 = 12 hundred seconds; with 3, 2, 1 turned 0→1→2→3→4→0 = 8 hundred.
    const { model, plan } = planOf(tinyProblem({ stops: [3, 2, 1, 4].map((place) => ({ place })) }), [[[0, 1, 2, 3]]]);
    expect(plan.cost).toBe(1200);
    expect(twoOpt.improve(model, plan, 0)).toBe(true);
    expect(plan.cost).toBe(800);
  });

  it('swap exchanges visits between full vehicles', () => {
    const stops = [1, 9, 2, 10].map((place) => ({ place, loads: Int32Array.of(5) }));
    const { model, plan } = planOf(tinyProblem({ stops, vehicles: [{}, {}] }), [[[0, 3]], [[2, 1]]]);
    // 2·10 + 2·9 = 38 hundred; near and near with far and far: 2·2 + 2·10 = 24 hundred.
    expect(plan.cost).toBe(3800);
    expect(swap.improve(model, plan, 3)).toBe(true);
    expect(plan.cost).toBe(2400);
  });

  it('tails exchanges the rests of two trips', () => {
    const stops = [1, 9, 2, 10].map((place) => ({ place, loads: Int32Array.of(5) }));
    const { model, plan } = planOf(tinyProblem({ stops, vehicles: [{}, {}] }), [[[0, 3]], [[1, 2]]]);
    expect(tails.improve(model, plan, 0)).toBe(true);
    expect(plan.cost).toBe(2400);
    expect(plan.vehicleOf).toEqual(Int32Array.of(0, 1, 0, 1));
  });

  it('exchangeDays gives a day to an idle vehicle that does it for less', () => {
    const vehicles = [{ fixedCost: 500 }, { fixedCost: 20 }];
    const { model, plan } = planOf(tinyProblem({ stops: [{}, {}], vehicles }), [[[0], [1]], []]);
    expect(exchangeDays.improve(model, plan, 0)).toBe(true);
    expect(daysOf(plan)).toEqual([[], [[0], [1]]]);
  });

  it('changeDepot takes a trip from the depot on its way, while that one has the stock', () => {
    // By depot 0 (place 4) to place 1 and home: 4 + 3 + 1 = 8 hundred; by depot 1 (place 1): 2 hundred.
    const problem = (held: number) =>
      tinyProblem({
        problem: { loadClasses: ['rice'] },
        depots: [{ place: 4 }, { place: 1, stock: Int32Array.of(held) }],
        stops: [{ place: 1, amounts: Int32Array.of(2) }],
      });
    const rich = planOf(problem(2), [[[0]]]);
    expect(changeDepot.improve(rich.model, rich.plan, 0)).toBe(true);
    expect(rich.plan.cost).toBe(200);
    const poor = planOf(problem(1), [[[0]]]);
    expect(changeDepot.improve(poor.model, poor.plan, 0)).toBe(false);
  });

  it('keep the books of the plan: cost, stock and who serves what are those of its routes', () => {
    const problem = randomProblem({ seed: 3, stops: 60, vehicles: 8, depots: 3, hardship: 0.5 });
    const model = buildModel(problem);
    const random = createRandom(1);
    const plan = construct(model, emptyPlan(model), random, { iterations: 0 });
    for (const operator of [relocate, twoOpt, swap, tails, changeDepot, exchangeDays]) {
      for (const job of model.jobs.keys()) {
        if (at(plan.vehicleOf, job) < 0) continue;
        const before = plan.cost;
        const improved = operator.improve(model, plan, job);
        expect(improved ? plan.cost < before : plan.cost === before, `${operator.name} of job ${job}`).toBe(true);
      }
      const again = emptyPlan(model);
      setRoutes(model, again, plan.routes);
      expect(again).toEqual(plan);
    }
  });
});
