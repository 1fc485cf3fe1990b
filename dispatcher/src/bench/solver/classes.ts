import { basename, dirname } from 'node:path';

/** Gaps to best known that SOLVER.md 5.1 asks for, in percent, at 1 and 10 CPU seconds. */
interface Goals {
  readonly must: Readonly<Record<number, number>>;
  readonly stretch: Readonly<Record<number, number>>;
}

const goals = (must1: number, must10: number, stretch1: number, stretch10: number): Goals => ({
  must: { 1: must1, 10: must10 },
  stretch: { 1: stretch1, 10: stretch10 },
});

export const goalsByClass: Readonly<Record<string, Goals>> = {
  'CVRP 100–200': goals(0.6, 0.25, 0.3, 0.1),
  'CVRP 200–500': goals(1.1, 0.6, 0.8, 0.4),
  'CVRP 500–1000': goals(2.2, 1.1, 1.6, 0.8),
  'VRPTW 100': goals(0.6, 0.2, 0.3, 0.1),
  'VRPTW 200': goals(0.5, 0.2, 0.3, 0.1),
  'VRPTW 400': goals(1.8, 1, 1.3, 0.7),
  'VRPTW 600–1000': goals(4, 2, 3, 1.4),
  HFVRP: goals(2.5, 1.2, 1.8, 0.9),
  MDVRPTW: goals(4, 2, 3, 1.4),
  SDVRPTW: goals(2, 1, 1.4, 0.7),
  MTVRPTWR: goals(2, 1, 1.3, 0.6),
  PCVRPTW: goals(3, 1.2, 2, 0.8),
};

/** The row of the goal table that an instance file belongs to, by its folder and its number of clients. */
export function classOf(file: string, clients: number): string {
  const family = basename(dirname(file)).toUpperCase();
  if (family === 'CVRP') return `CVRP ${clients < 200 ? '100–200' : clients < 500 ? '200–500' : '500–1000'}`;
  if (family !== 'VRPTW') return family;
  if (clients <= 400) return `VRPTW ${clients <= 100 ? 100 : clients <= 200 ? 200 : 400}`;
  return 'VRPTW 600–1000';
}
