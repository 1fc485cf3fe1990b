import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { vroomAnswer } from '../../solver/formats/vroom/vroom-answer.ts';
import { readVroomInput } from '../../solver/formats/vroom/vroom-input.ts';
import { costScale, vroomProblem } from '../../solver/formats/vroom/vroom-problem.ts';
import { check } from '../../solver/judge/check.ts';
import { solve } from '../../solver/solve.ts';
import { startCpuClock } from './cpu-clock.ts';
import type { InstanceRun, RunOptions } from './run-instance.ts';

/** The CPU clock is read once in so many polls: a reading can cost as much as a round. */
const pollsPerReading = 16;

/** Plans a VROOM request; the answer in VROOM's shape goes to `DIR/<name>.json`. */
export function runVroom(file: string, options: RunOptions, out: string | undefined): InstanceRun {
  const input = readVroomInput(readFileSync(file, 'utf8'));
  const problem = vroomProblem(input);
  const startedMs = performance.now();
  const usedS = startCpuClock();
  const limitS = options.timeS ?? Number.POSITIVE_INFINITY;
  let polls = 0;
  let share = 0;
  const usedShare = () => {
    polls += 1;
    if (polls % pollsPerReading === 0) share = Math.min(1, usedS() / limitS);
    return share;
  };
  const iterations = options.rounds ?? Number.MAX_SAFE_INTEGER;
  const timed = options.timeS === null ? {} : { usedShare, expired: () => usedShare() >= 1 };
  const solution = solve(problem, { seed: options.seed, budget: { iterations, ...timed } });
  const cpuS = usedS();
  const answer = vroomAnswer(input, problem, solution);
  if (out !== undefined) {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, `${basename(file, extname(file))}.json`), `${JSON.stringify(answer)}\n`);
  }
  const { fixed, travel } = solution.costParts;
  return {
    file,
    cost: Math.round((fixed + travel) / costScale),
    routes: solution.routes.length,
    unassigned: solution.unserved.length,
    feasible: check(problem, solution).length === 0,
    iterations: solution.stats.iterations,
    cpuS,
    wallS: (performance.now() - startedMs) / 1000,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    seed: options.seed,
  };
}
