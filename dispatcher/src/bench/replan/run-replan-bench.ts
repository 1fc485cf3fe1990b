import { quantile } from '../../simulate/figures.ts';
import { at } from '../../solver/at.ts';
import { createPlanner, type Planner } from '../../solver/create-planner.ts';
import { check } from '../../solver/judge/check.ts';
import { confirmReasons } from '../../solver/judge/confirm-reasons.ts';
import type { PlannerEvent } from '../../solver/planner-event.ts';
import type { Problem, Stop } from '../../solver/problem.ts';
import { below, createRandom, type Random } from '../../solver/search/random.ts';
import type { Budget, Solution, WarmStart } from '../../solver/solution.ts';
import { solve } from '../../solver/solve.ts';
import { startCpuClock } from '../solver/cpu-clock.ts';
import { type Town, type TownKind, townProblem } from './town-problem.ts';

export interface ReplanRow {
  readonly town: TownKind;
  readonly event: string;
  readonly times: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Mean and worst cost above the plan that a full run makes of what the event leaves, per cent; null where none was made. */
  readonly gap: number | null;
  readonly worst: number | null;
  /** Vehicles whose visits are others than before, at the 95th percentile; null where it is not asked. */
  readonly vehiclesP95: number | null;
  /** Plans that break a rule or tell a reason that does not hold. */
  readonly broken: number;
}

interface ReplanOptions {
  readonly town: TownKind;
  readonly seed: number;
  readonly stops: number;
  /** Single events, and times for each of the events that are held against a full run. */
  readonly events: number;
  readonly rounds: number;
  /** CPU seconds of a full run. */
  readonly fullS: number;
  readonly onProgress: (line: string) => void;
}

/** Re-planning latencies and quality on one seeded town (CPU milliseconds; judged outside the clock). */
export function runReplanBench(options: ReplanOptions): ReplanRow[] {
  const town = townProblem(options.town, options.seed, options.stops);
  const random = createRandom(options.seed + 1);
  options.onProgress(`${options.town}: a first plan of ${options.stops} stops in ${options.fullS} CPU s`);
  const ready = readyTown(town, random, options);
  return [
    singleEvents(ready, random, options),
    returningStops(town, random, options),
    comparedEvent('2 % unforeseen stops', 0.25, (start) => newStops(start, random), ready, options),
    comparedEvent('vehicle lost', 0.5, (start) => [lostVehicle(start, random)], ready, options),
    comparedEvent('zone closed', 1, (start) => [closedZone(start, town, random)], ready, options),
  ];
}

/** A planned town and stops that will be new to it. */
interface Ready {
  readonly town: TownKind;
  readonly problem: Problem;
  readonly routes: Solution['routes'];
  readonly waiting: readonly Stop[];
}

function readyTown(town: Town, random: Random, options: ReplanOptions): Ready {
  const waiting = new Set<number>();
  while (waiting.size < Math.ceil(options.stops / 20)) waiting.add(below(random, options.stops));
  const problem = { ...town.problem, stops: town.problem.stops.filter((_, index) => !waiting.has(index)) };
  const { routes } = solve(problem, { seed: options.seed, budget: budgetOf(options.fullS) });
  return { town: town.kind, problem, routes, waiting: [...waiting].map((index) => at(town.problem.stops, index)) };
}

function plannerFor({ problem, routes }: Ready): Planner {
  return createPlanner(problem, { seed: 1, budget: { iterations: 0 }, warmStart: { routes } });
}

/** Stops come and go one by one; each is answered by insertion and a few rounds about it. */
function singleEvents(ready: Ready, random: Random, { events, onProgress }: ReplanOptions): ReplanRow {
  onProgress(`${ready.town}: ${events} single events`);
  const desks = [{ planner: plannerFor(ready), waiting: [...ready.waiting] }];
  return { town: ready.town, event: 'one stop new or cancelled', ...comeAndGo(desks, events, random) };
}

/** The same with a city in zones, each of `stops` and with a planner of its own; the event finds its zone's. */
export function runZonesBench(options: Omit<ReplanOptions, 'town' | 'rounds'> & { readonly zones: number }): ReplanRow {
  const { zones, seed, events, onProgress, stops } = options;
  const random = createRandom(seed);
  const desks = Array.from({ length: zones }, (_, zone) => {
    onProgress(`zone ${zone + 1} of ${zones}`);
    const town = townProblem('rich', seed + zone, stops);
    const ready = readyTown(town, random, { ...options, town: 'rich', rounds: 0 });
    return { planner: plannerFor(ready), waiting: [...ready.waiting] };
  });
  onProgress(`${events} single events in ${zones} zones`);
  return {
    town: 'rich',
    event: `one stop, ${zones * stops} stops in ${zones} zones`,
    ...comeAndGo(desks, events, random),
  };
}

/** A planner at work and stops that are not in its plan now. */
interface Desk {
  readonly planner: Planner;
  readonly waiting: Stop[];
}

function comeAndGo(desks: readonly Desk[], events: number, random: Random): Omit<ReplanRow, 'town' | 'event'> {
  const times: number[] = [];
  const changed: number[] = [];
  let broken = 0;
  for (let index = 0; index < events; index++) {
    const { planner, waiting } = at(desks, below(random, desks.length));
    const before = planner.solution();
    const { stops } = planner.problem();
    const ids = stops.map(({ id }) => id);
    const comes = waiting.length > 0 && below(random, 2) === 0;
    const stop = comes
      ? at(waiting.splice(below(random, waiting.length), 1), 0)
      : at(stops, below(random, stops.length));
    if (!comes) waiting.push(stop);
    const event: PlannerEvent = comes ? { kind: 'add', stop } : { kind: 'cancel', stop: stop.id };
    const usedS = startCpuClock();
    const solution = planner.replan([event], { iterations: 5 });
    times.push(usedS() * 1000);
    broken += isBroken(planner.problem(), solution) ? 1 : 0;
    const now = planner.problem().stops.map(({ id }) => id);
    changed.push(vehiclesChanged(sequences(before, ids), sequences(solution, now), stop.id));
  }
  return {
    times: events,
    ...percentiles(times),
    ...{ gap: null, worst: null, vehiclesP95: quantile(changed, 0.95), broken },
  };
}

/**
 * One stop in fifty is taken out of a full plan and comes back as new, held against that very plan: the measure of SOLVER.md 3.2.
 * The holes that they leave are where they fit, so the next row, whose stops nobody foresaw, is the harder one.
 */
function returningStops(town: Town, random: Random, { rounds, fullS, seed, onProgress }: ReplanOptions): ReplanRow {
  const { problem } = town;
  const times: number[] = [];
  const gaps: number[] = [];
  let broken = 0;
  for (let round = 0; round < rounds; round++) {
    onProgress(`${town.kind}: 2 % returning stops, ${round + 1} of ${rounds}`);
    const full = solve(problem, { seed: seed + round, budget: budgetOf(fullS) });
    const out = new Set<number>();
    while (out.size < problem.stops.length / 50) out.add(below(random, problem.stops.length));
    const kept = problem.stops.flatMap((_, index) => (out.has(index) ? [] : [index]));
    const before: Problem = { ...problem, stops: kept.map((index) => at(problem.stops, index)) };
    const planner = createPlanner(before, {
      seed: 1,
      budget: { iterations: 0 },
      warmStart: { routes: without(full.routes, new Map(kept.map((stop, index) => [stop, index]))) },
    });
    const usedS = startCpuClock();
    const events = [...out].map((index): PlannerEvent => ({ kind: 'add', stop: at(problem.stops, index) }));
    const solution = planner.replan(events, budgetOf(0.25));
    times.push(usedS() * 1000);
    broken += isBroken(planner.problem(), solution) ? 1 : 0;
    gaps.push(100 * (solution.cost / full.cost - 1));
  }
  const gap = gaps.reduce((sum, value) => sum + value, 0) / gaps.length;
  return {
    ...{ town: town.kind, event: '2 % returning stops, 250 ms', times: rounds },
    ...percentiles(times),
    ...{ gap: rounded(gap), worst: rounded(Math.max(...gaps)), vehiclesP95: null, broken },
  };
}

/** The routes in the indices of the stops that are kept. */
function without(routes: Solution['routes'], indexOf: ReadonlyMap<number, number>): WarmStart['routes'] {
  return routes.map(({ vehicle, trips }) => ({
    vehicle,
    trips: trips.map(({ depot, visits }) => ({
      depot,
      visits: visits.flatMap(({ stop, pieces }) => {
        const index = indexOf.get(stop);
        return index === undefined ? [] : [{ stop: index, pieces }];
      }),
    })),
  }));
}

/** An event answered within its budget, held against a full run on what it leaves. */
function comparedEvent(
  name: string,
  budgetS: number,
  draw: (start: Ready) => PlannerEvent[],
  ready: Ready,
  { rounds, fullS, seed, onProgress }: ReplanOptions,
): ReplanRow {
  const times: number[] = [];
  const gaps: number[] = [];
  let broken = 0;
  for (let round = 0; round < rounds; round++) {
    onProgress(`${ready.town}: ${name}, ${round + 1} of ${rounds}`);
    const planner = plannerFor(ready);
    const events = draw(ready);
    const usedS = startCpuClock();
    const solution = planner.replan(events, budgetOf(budgetS));
    times.push(usedS() * 1000);
    const problem = planner.problem();
    broken += isBroken(problem, solution) ? 1 : 0;
    const full = solve(problem, { seed: seed + round, budget: budgetOf(fullS) });
    gaps.push(100 * (solution.cost / full.cost - 1));
  }
  const gap = gaps.reduce((sum, value) => sum + value, 0) / gaps.length;
  return {
    ...{ town: ready.town, event: `${name}, ${budgetS * 1000} ms`, times: rounds },
    ...percentiles(times),
    ...{ gap: rounded(gap), worst: rounded(Math.max(...gaps)), vehiclesP95: null, broken },
  };
}

function newStops({ waiting, problem }: Ready, random: Random): PlannerEvent[] {
  const left = [...waiting];
  return Array.from({ length: Math.floor(problem.stops.length / 50) }, () => ({
    kind: 'add',
    stop: left.splice(below(random, left.length), 1)[0] as Stop,
  }));
}

function lostVehicle({ problem, routes }: Ready, random: Random): PlannerEvent {
  const { vehicle } = at(routes, below(random, routes.length));
  return { kind: 'loseVehicle', vehicle: at(problem.vehicles, vehicle).id };
}

/** All stops of a zone close to the class that serves most of them now; in a town of one class, to half of the vehicles. */
function closedZone({ problem }: Ready, town: Town, random: Random): PlannerEvent {
  const zone = at(town.zones, below(random, town.zones.length));
  const within = new Set(town.problem.stops.filter((_, index) => town.zones[index] === zone).map(({ id }) => id));
  const stops = problem.stops.filter(({ id }) => within.has(id)).map(({ id }) => id);
  const labels = new Set(problem.vehicles.map(({ label }) => label));
  const vehicles = problem.vehicles.filter(({ label }, index) =>
    labels.size > 1 ? label === 'outsideRider' : index % 2 === 0,
  );
  return { kind: 'closeZone', stops, vehicles: vehicles.map(({ id }) => id) };
}

function budgetOf(limitS: number): Budget {
  const usedS = startCpuClock();
  let polls = 0;
  let share = 0;
  // The clock costs as much as some rounds of the fast core; looking at every eighth poll is often enough.
  const usedShare = () => {
    if (polls++ % 8 === 0) share = usedS() / limitS;
    return share;
  };
  return { iterations: Number.MAX_SAFE_INTEGER, usedShare, expired: () => usedShare() >= 1 };
}

function isBroken(problem: Problem, solution: Solution): boolean {
  return check(problem, solution).length > 0 || confirmReasons(problem, solution).length > 0;
}

function sequences({ routes }: Solution, ids: readonly string[]): Map<number, string> {
  const visitsOf = (route: Solution['routes'][number]) =>
    route.trips.map(({ visits }) => visits.map(({ stop }) => at(ids, stop)).join(',')).join('|');
  return new Map(routes.map((route) => [route.vehicle, visitsOf(route)]));
}

/** Vehicles whose other visits come in another order or are others: the stop that comes or goes itself is no surprise. */
function vehiclesChanged(before: Map<number, string>, after: Map<number, string>, own: string): number {
  const others = (visits: string | undefined) =>
    (visits ?? '')
      .split(/[,|]/u)
      .filter((id) => id !== own && id !== '')
      .join();
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (vehicle) => others(before.get(vehicle)) !== others(after.get(vehicle)),
  ).length;
}

function percentiles(values: readonly number[]) {
  return { p50Ms: quantile(values, 0.5), p95Ms: quantile(values, 0.95), p99Ms: quantile(values, 0.99) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
