import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { type PlannerEvent, type Resident, take } from './planner-event.ts';
import type { Problem } from './problem.ts';
import { asInstance } from './pure/as-instance.ts';
import { improvePure } from './pure/improve-pure.ts';
import { type Adopted, adopt, routesOf } from './search/adopt.ts';
import { improve } from './search/improve.ts';
import { insertTouched } from './search/insert-by-regret.ts';
import { buildModel } from './search/model.ts';
import { below, createRandom } from './search/random.ts';
import type { Budget, Solution, Stats, WarmStart } from './solution.ts';
import { answer, solve } from './solve.ts';
import { validateBudget } from './validate-asked.ts';

export interface Planner {
  readonly problem: () => Problem;
  readonly solution: () => Solution;
  /**
   * Takes events in and answers with a valid plan: what still holds of the former one, what the events set free put where it
   * costs least, improved round the changes as far as the budget goes. Committed visits keep their place and their hour. Where an event cannot
   * be taken in (it names nobody, or a stop that is not well formed) nothing of all changes.
   */
  readonly replan: (events: readonly PlannerEvent[], budget: Budget, options?: ReplanOptions) => Solution;
}

interface ReplanOptions {
  /** Vehicles that the improvement may plan otherwise; what nobody is told of, nobody has to learn anew. */
  readonly vehiclesChangedMax?: number;
}

/** One stop more or less, later or elsewhere, beside the one that it comes to is no reason to tell more drivers than this of another plan. */
const vehiclesForOneStop = 2;
/** A plan that is good already is searched with little heat: round the changes, not all over. */
const temperatures = { hot: 0.1, cold: 0.01 };

/** With fewer iterations than this the fast core is not worth setting up. */
const iterationsWorthCore = 1000;

/** A planner that keeps travel tables, neighbour lists and routes between events, so that an answer costs what has changed. */
export function createPlanner(
  problem: Problem,
  options: { readonly seed: number; readonly budget: Budget; readonly warmStart?: WarmStart },
): Planner {
  refuseNamesakes('stops', problem.stops);
  refuseNamesakes('vehicles', problem.vehicles);
  const random = createRandom(options.seed);
  let solution = solve(problem, options);
  let resident: Resident = { model: buildModel(problem), routes: solution.routes, touched: new Set() };
  return {
    problem: () => resident.model.problem,
    solution: () => solution,
    replan(events, budget, { vehiclesChangedMax = mostChanged(events) } = {}) {
      validateBudget(budget);
      const next = events.reduce(take, resident);
      const { model, plan } = adopt(next.model, next);
      insertTouched(model, plan, next.touched);
      const found = improved({ model, plan }, { budget, vehiclesChangedMax, focus: [...next.touched] });
      solution = answer(found, { ...found.stats, firstCost: plan.cost });
      resident = { model: next.model, routes: solution.routes, touched: new Set() };
      return solution;
    },
  };

  /** Where nothing but cost counts the fast core takes over; it cannot hold drivers to what they know. */
  function improved(start: Adopted, asked: Asked): Adopted & { readonly stats: Omit<Stats, 'firstCost'> } {
    const { model, plan } = start;
    const { budget, ...limits } = asked;
    const idle = { iterations: 0, improvements: 0, endedBy: 'nothingToImprove' } as const;
    if (model.jobs.length === 0) return { ...start, stats: idle };
    const pure =
      asked.vehiclesChangedMax === Number.POSITIVE_INFINITY && budget.iterations >= iterationsWorthCore
        ? asInstance(model.problem)
        : null;
    if (pure === null) {
      const { plan: better, ...stats } = improve(model, plan, random, {
        ...limits,
        budget,
        temperatures,
        keepsFrozen: true,
      });
      return { model, plan: better, stats };
    }
    const { routes, rounds } = improvePure(pure, routesOf(model, plan), {
      budget,
      seed: below(random, 2 ** 30),
      focus: asked.focus,
    });
    const found = adopt(model, { routes });
    const better = found.plan.cost < plan.cost ? found : start;
    return { ...better, stats: { iterations: rounds, improvements: better === found ? 1 : 0, endedBy: 'iterations' } };
  }
}

interface Asked {
  readonly budget: Budget;
  readonly vehiclesChangedMax: number;
  readonly focus: readonly number[];
}

/** Events name stops and vehicles by id. */
function refuseNamesakes(name: string, list: readonly { readonly id: string }[]): void {
  const known = new Set<string>();
  for (const [index, { id }] of list.entries()) {
    if (known.has(id))
      throw new InvariantError(`problem.${name}[${index}].id is ${id}; accepted is an id that no other has`);
    known.add(id);
  }
}

function mostChanged(events: readonly PlannerEvent[]): number {
  const single = events.length === 1 && ['add', 'cancel', 'delay', 'move'].includes(events[0]?.kind ?? '');
  return single ? vehiclesForOneStop : Number.POSITIVE_INFINITY;
}
