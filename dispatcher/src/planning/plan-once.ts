import type { Database } from '@baogong/drizzle/database/port';
import { fixedPlaces } from '@baogong/drizzle/queries/cities/fixed-places';
import { judgedLegs } from '@baogong/drizzle/queries/law/judged-legs';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Id } from '@baogong/drizzle/rules/ids';
import { InvariantError } from '@baogong/drizzle/rules/refusal';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import { check } from '../solver/judge/check.ts';
import type { Problem } from '../solver/problem.ts';
import type { Solution } from '../solver/solution.ts';
import { firstAmendments } from './amendments.ts';
import { baseSupply } from './base-supply.ts';
import { buildProblem, type Posed, tableKey } from './build-problem.ts';
import { ClosedPairs } from './closed-pairs.ts';
import { type Departure, departures } from './departures.ts';
import { type Drawn, drawRoutes } from './draw-routes.ts';
import { homeward, itineraries } from './itinerary.ts';
import { leftOut } from './left-out.ts';
import type { LegLines } from './leg-lines.ts';
import { type MadePlan, madePlan } from './made-plan.ts';
import { nextSteps, type Steps } from './next-steps.ts';
import { openWithoutLaw } from './open-without-law.ts';
import { secondThoughts } from './second-thoughts.ts';
import type { Solver } from './solver-port.ts';
import type { TravelTables } from './travel-tables.ts';
import { warmTables } from './warm-tables.ts';
import type { World } from './world.ts';

export interface Planner {
  readonly database: Database;
  readonly engine: LawfulEngine;
  readonly tables: TravelTables;
  readonly lines: LegLines;
  readonly solver: Solver;
}

/** Times that a wave is solved anew because a leg turned out not to be lawful. */
const ROUNDS_MAX = 5;
const ITERATIONS_PER_STOP = 10;
const LIMIT_MS = 2_000;

interface Look {
  readonly world: World;
  readonly able: readonly Departure[];
  readonly seed: number;
}

/** Plans one look at the world: errands, problem, solution, ways, and the law's word on every leg. */
export async function planOnce(
  planner: Planner,
  { world, waveId, seed }: { world: World; waveId: Id; seed: number },
): Promise<MadePlan> {
  const able = await departures(planner.engine, world);
  if (world.boxes.length > 0)
    await warmTables(planner.tables, { departures: able, places: await placesOf(planner, world) });
  let solved = await reconsidered(planner, { world, able, seed });
  const closed = new ClosedPairs();
  for (let round = 1; ; round++) {
    const drawn = await drawAll(planner, { world, able, ...solved });
    const refused = await refusedPairs(planner.database, world, drawn);
    const made = async (kept: Drawn) =>
      madePlan({
        ...{ world, waveId, ...solved, drawn: kept },
        openWithoutLaw: await openWithoutLaw(planner.engine, leftOut(solved.posed, solved.solution)),
      });
    if (refused.length === 0) return made(drawn);
    // What is still unlawful after so many rounds waits for a later wave; the others do not wait with it.
    if (round === ROUNDS_MAX) return made(withoutRefused(drawn, refused));
    for (const { departure, from, to } of refused) closed.add(tableKey(departure), from, to);
    solved = await solvedSteps(planner, { world, able, seed, steps: solved, closed });
  }
}

interface Solved extends Steps {
  readonly posed: Posed;
  readonly solution: Solution;
}

/** The first plan, or the one after it when what the first leaves out can be done in another way. */
async function reconsidered(planner: Planner, look: Look): Promise<Solved> {
  const { world } = look;
  const amended = firstAmendments(world);
  const first = await solvedSteps(planner, { ...look, steps: await nextSteps(planner, { ...look, amended }) });
  const left = leftOut(first.posed, first.solution);
  const byBase = await baseSupply(planner.tables, { ...look, left });
  const second = secondThoughts({ world, amended, left, stranded: first.stranded, byBase });
  if (!second) return first;
  return solvedSteps(planner, { ...look, steps: await nextSteps(planner, { ...look, amended: second }) });
}

async function solvedSteps(
  { tables, solver }: Planner,
  { world, able, seed, steps, closed }: Look & { steps: Steps; closed?: ClosedPairs },
): Promise<Solved> {
  const { errands, stranded } = steps;
  const posed = await buildProblem(tables, { world, departures: able, errands, ...(closed && { closed }) });
  return { errands, stranded, posed, solution: await solveChecked(solver, posed.problem, seed) };
}

/** The routes that no refused leg belongs to. */
function withoutRefused(drawn: Drawn, refused: Drawn['closed']): Drawn {
  const travellers = new Set(refused.map(({ departure }) => departure.traveller.key));
  const routes = drawn.routes.filter((route) => !travellers.has(route.vehicleId ?? route.riderId ?? route.id));
  return { ...drawn, routes };
}

function placesOf({ database }: Planner, { cityId }: World): Promise<LngLat[]> {
  return database.read((db) => fixedPlaces(db, cityId));
}

/** No plan goes on that the independent judge has a word against. */
async function solveChecked(solver: Solver, problem: Problem, seed: number): Promise<Solution> {
  const iterations = ITERATIONS_PER_STOP * problem.stops.length;
  const solution = await solver.solve({ problem, seed, iterations, limitMs: LIMIT_MS });
  const violations = check(problem, solution);
  if (violations.length > 0) throw new InvariantError(`invalid plan: ${JSON.stringify(violations.slice(0, 5))}`);
  return solution;
}

async function drawAll(
  planner: Planner,
  { world, posed, solution, able }: { world: World; posed: Posed; solution: Solution; able: readonly Departure[] },
): Promise<Drawn> {
  const working = itineraries(posed, solution);
  const idle = able.filter(
    (each) => each.start.kind === 'spot' && !working.some(({ departure }) => departure.traveller === each.traveller),
  );
  const goingHome = [];
  for (const departure of idle) {
    const { traveller, classLaw, start } = departure;
    const table = await planner.tables.table({
      ...{ profile: traveller.profile, classLaw },
      places: [start.point, traveller.home.point],
      used: [0, 1],
    });
    const backS = table.durationsS[1] ?? -1;
    if (backS >= 0 && isWithinCode(world, departure, backS)) goingHome.push(homeward(departure, backS));
  }
  return drawRoutes(planner.lines, { epoch: world.now, itineraries: [...working, ...goingHome] });
}

function isWithinCode(world: World, { traveller, startS }: Departure, backS: number): boolean {
  const backAt = world.now.getTime() + (startS + Math.max(1, backS)) * 1000;
  return traveller.codeUntil === null || backAt <= traveller.codeUntil.getTime();
}

async function refusedPairs(database: Database, world: World, drawn: Drawn): Promise<Drawn['closed']> {
  const judged = await database.read((db) =>
    judgedLegs(db, { cityId: world.cityId, at: world.now, legs: drawn.toJudge }),
  );
  const unlawful = drawn.toJudge.flatMap((leg) => {
    const pair = judged.get(leg.id)?.ok === false ? drawn.pairOf.get(leg.id) : undefined;
    return pair ? [pair] : [];
  });
  return [...drawn.closed, ...unlawful];
}
