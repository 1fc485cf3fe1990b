import { describe, expect, it } from 'vitest';
import { randomProblem } from '../testing/random-problem.ts';
import { richCase } from '../testing/rich/rich-case.ts';
import { construct } from './construct.ts';
import { deltaAsTrip, deltaInTrip } from './insertion-delta.ts';
import { buildModel } from './model.ts';
import { emptyPlan } from './plan.ts';
import { createRandom } from './random.ts';
import { withoutJob } from './removal.ts';
import { planRoute, type TripDraft } from './route.ts';

describe('the cost of an insertion', () => {
  it('is what the whole route costs more, at every position and as a trip of its own', () => {
    let tried = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const problem =
        seed % 2 === 0
          ? richCase('town', seed)
          : randomProblem({ seed, stops: 25, vehicles: 3, depots: 2, hardship: 0.4 });
      const model = buildModel(problem);
      const plan = construct(model, emptyPlan(model), createRandom(seed), { iterations: 0 });
      for (const [job, vehicle] of plan.vehicleOf.entries()) {
        const route = vehicle < 0 ? null : withoutJob(model, plan, job);
        if (route === null) continue;
        const truth = (drafts: readonly TripDraft[]) =>
          planRoute(model, plan.docks, vehicle, drafts)?.cost ?? Number.POSITIVE_INFINITY;
        route.trips.forEach(({ depot, jobs }, trip) => {
          for (let position = 0; position <= jobs.length; position++) {
            const drafts: TripDraft[] = [...route.trips];
            drafts[trip] = { depot, jobs: jobs.toSpliced(position, 0, job) };
            const longer = truth(drafts);
            const delta = deltaInTrip(model, plan.docks, route, { trip, position, job }, Number.POSITIVE_INFINITY);
            // Capacity, source and eligibility are looked at before.
            if (longer < Number.POSITIVE_INFINITY) expect(delta).toBe(longer - route.cost);
            if (delta === Number.POSITIVE_INFINITY) expect(longer).toBe(Number.POSITIVE_INFINITY);
            tried += 1;
          }
        });
        for (let trip = 0; trip <= route.trips.length; trip++) {
          const drafts: TripDraft[] = [...route.trips];
          drafts.splice(trip, 0, { depot: 0, jobs: [job] });
          const delta = deltaAsTrip(model, plan.docks, route, { trip, depot: 0, job }, Number.POSITIVE_INFINITY);
          if (truth(drafts) < Number.POSITIVE_INFINITY) expect(delta).toBe(truth(drafts) - route.cost);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(1000);
  });
});
