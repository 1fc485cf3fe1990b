import { anneal, type Rounds } from './anneal.ts';
import { createBest, keepBest, returnToBest } from './best.ts';
import { type Clock, shareUsed } from './clock.ts';
import { createCore } from './create-core.ts';
import { completePlan, meanLegCost } from './first-plan.ts';
import type { Instance } from './instance.ts';
import { loadPlan, type TypedRoute, typedRoutes } from './load-plan.ts';
import type { Parts } from './parts.ts';
import { planBySavings } from './savings.ts';
import { middleOf, splitByPlace } from './split-routes.ts';
import { subInstance } from './sub-instance.ts';
import { scheduleOf, type Temperatures } from './temperatures.ts';

/**
 * Plans a large instance part by part, as FILO2 keeps its moves local (L. Accorsi and D. Vigo, 2024): the present routes are
 * cut into neighbouring groups, each group is a small instance of its own with a compact matrix, and the next cut runs
 * elsewhere. The temperature falls over all cuts as it would over one search.
 */
export function solveByParts(
  instance: Instance,
  options: {
    readonly clock: Clock;
    readonly seed: number;
    readonly temperatures: Temperatures;
    readonly rounds: Rounds;
    readonly parts: Parts;
    /** The plan to begin with; without it each part begins with savings of its own. */
    readonly first?: Group;
  },
): Group {
  const { clock, seed, temperatures, rounds } = options;
  const { clientsMax, cuts } = options.parts;
  const { depotCount, placeCount } = instance;
  const clients = Array.from({ length: placeCount - depotCount }, (_, index) => depotCount + index);
  let routes: readonly TypedRoute[] = options.first?.routes ?? [];
  let left: readonly number[] = options.first?.left ?? clients;
  const begun = shareUsed(clock, rounds.count);
  for (let cut = 0; cut < cuts; cut++) {
    const begins = cut === 0 && options.first === undefined;
    const groups = begins
      ? splitClients(instance, left, clientsMax)
      : splitRoutes(instance, { routes, left }, clientsMax, cut);
    const idle = idleVehicles(instance, routes);
    let done = 0;
    // Rounding must not ask for more than the whole budget.
    const shareAt = (clientsDone: number) =>
      Math.min(1, begun + ((1 - begun) * (cut + clientsDone / clients.length)) / cuts);
    const next: TypedRoute[] = [];
    const leftNext: number[] = [];
    for (const group of groups) {
      const size = group.routes.reduce((sum, { visits }) => sum + visits.length, group.left.length);
      const result = solvePart(group, shareAt(done), shareAt(done + size), cut);
      next.push(...result.routes);
      leftNext.push(...result.left);
      done += size;
    }
    routes = next;
    left = leftNext;

    function solvePart(group: Group, from: number, to: number, at: number): Group {
      const own = [...group.routes.flatMap(({ visits }) => visits), ...group.left];
      const vehicles = instance.vehicles === null ? null : [...group.routes.map(({ type }) => type), ...idle];
      const part = subInstance(instance, own, vehicles === null ? null : Int32Array.from(vehicles));
      const core = createCore(part, seed + at);
      let offset = depotCount;
      const loaded = group.routes.map(({ type, visits }) => {
        const local = visits.map((_, index) => offset + index);
        offset += visits.length;
        return { type, visits: local };
      });
      if (begins) planBySavings(core);
      else loadPlan(core, loaded);
      completePlan(core);
      const best = createBest(core);
      keepBest(core, best);
      const heat = (share: number) => temperatures.hot * (temperatures.cold / temperatures.hot) ** share;
      const cooled = { ...temperatures, hot: heat(at / cuts), cold: heat((at + 1) / cuts) };
      const schedule = scheduleOf(cooled, meanLegCost(core), { from, to });
      anneal(core, best, clock, schedule, rounds);
      returnToBest(core, best);
      const place = (local: number) => own[local - depotCount] as number;
      const found = typedRoutes(core).map(({ type, visits }) => ({ type, visits: visits.map(place) }));
      for (const { type } of group.routes) idle.push(type);
      for (const { type } of found) if (idle.includes(type)) idle.splice(idle.indexOf(type), 1);
      return { routes: found, left: Array.from(core.absent.subarray(0, core.absentCount), place) };
    }
  }
  return { routes, left };
}

/** Some routes and the clients that none of them visits. */
export interface Group {
  readonly routes: readonly TypedRoute[];
  readonly left: readonly number[];
}

function splitClients(instance: Instance, clients: readonly number[], clientsMax: number): Group[] {
  const things = clients.map((thing) => ({ thing, ...middleOf(instance, [thing]), weight: 1 }));
  return splitByPlace(things, clientsMax, 0).map((left) => ({ routes: [], left }));
}

function splitRoutes(instance: Instance, { routes, left }: Group, clientsMax: number, cut: number): Group[] {
  const whole = routes.map((route) => {
    const thing = { routes: [route], left: [] };
    return { thing, ...middleOf(instance, route.visits), weight: route.visits.length };
  });
  const single = left.map((client) => {
    const thing = { routes: [], left: [client] };
    return { thing, ...middleOf(instance, [client]), weight: 1 };
  });
  const groups = splitByPlace<Group>([...whole, ...single], clientsMax, cut * 0.7);
  return groups.map((group) => ({
    routes: group.flatMap((each) => each.routes),
    left: group.flatMap((each) => each.left),
  }));
}

function idleVehicles({ vehicles }: Instance, routes: readonly TypedRoute[]): number[] {
  if (vehicles === null) return [];
  const idle = Array.from(vehicles);
  for (const { type } of routes) idle.splice(idle.indexOf(type), 1);
  return idle;
}
