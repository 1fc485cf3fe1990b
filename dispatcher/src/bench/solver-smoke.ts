import { solve } from '../solver/solve.ts';
import { randomProblem } from '../solver/testing/random-problem.ts';

/** How fast the planner is on a seeded problem of 500 stops and 80 vehicles; one JSON line. */
const budgetS = Number(process.argv[2] ?? 2);
const problem = randomProblem({ seed: 1, stops: 500, vehicles: 80, depots: 3, hardship: 0.2 });
const startedUs = process.cpuUsage();
const cpuS = () => {
  const { user, system } = process.cpuUsage(startedUs);
  return (user + system) / 1_000_000;
};

const first = solve(problem, { seed: 1, budget: { iterations: 0, expired: () => true } });
const firstCpuS = cpuS();
const solution = solve(problem, { seed: 1, budget: { iterations: 1e9, expired: () => cpuS() > firstCpuS + budgetS } });
const { cost, costParts, stats, unserved, routes } = solution;
const figures = {
  stops: 500,
  vehicles: 80,
  firstCpuS,
  cpuS: cpuS() - firstCpuS,
  firstCost: first.cost,
  cost,
  costParts,
};
process.stdout.write(
  `${JSON.stringify({ bench: 'solver-smoke', ...figures, stats, routes: routes.length, unserved: unserved.length })}\n`,
);
