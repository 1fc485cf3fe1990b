import { at } from '../at.ts';
import type { Problem, Stop } from '../problem.ts';
import type { Solution } from '../solution.ts';
import type { Report } from './violation.ts';

interface Share {
  readonly stop: number;
  readonly loads: readonly number[];
  readonly pieces: readonly number[] | null;
}

/** Every stop is served or unserved exactly once, a split one box by box; loads are the sums of the boxes named. */
export function checkCoverage(problem: Problem, solution: Solution, report: Report): void {
  const shares: Share[][] = problem.stops.map(() => []);
  for (const trip of solution.routes.flatMap((route) => route.trips)) {
    for (const visit of trip.visits) at(shares, visit.stop).push(visit);
  }
  for (const entry of solution.unserved) at(shares, entry.stop).push(entry);

  problem.stops.forEach((stop, index) => {
    for (const share of at(shares, index)) checkShare(problem, stop, share, report);
    const parts = at(shares, index).flatMap(({ pieces }) => partsOf(stop, pieces));
    const count = stop.pieces?.count ?? 1;
    for (let part = 0; part < count; part++) {
      const found = parts.filter((other) => other === part).length;
      if (found !== 1)
        report({ rule: 'coverage', stop: stop.id, found, accepted: `box ${part} served or unserved exactly once` });
    }
  });
}

/** A stop without boxes counts as one part. */
function partsOf(stop: Stop, pieces: readonly number[] | null): readonly number[] {
  if (stop.pieces === null) return [0];
  return pieces ?? Array.from({ length: stop.pieces.count }, (_, piece) => piece);
}

function checkShare(problem: Problem, stop: Stop, { loads, pieces }: Share, report: Report): void {
  const count = stop.pieces?.count ?? 0;
  if (pieces !== null && pieces.length === 0)
    report({ rule: 'pieces', stop: stop.id, found: 0, accepted: 'at least one box' });
  const unknown = pieces?.find((piece) => !Number.isInteger(piece) || piece < 0 || piece >= count);
  if (unknown !== undefined) {
    report({ rule: 'pieces', stop: stop.id, found: unknown, accepted: `boxes below ${count}` });
    return;
  }
  problem.loadDimensions.forEach((name, dimension) => {
    const right = loadOf(problem, stop, pieces, dimension);
    const found = loads[dimension] ?? Number.NaN;
    if (found !== right) report({ rule: 'loads', stop: stop.id, found, accepted: `${right} ${name}` });
  });
}

export function loadOf(problem: Problem, stop: Stop, pieces: readonly number[] | null, dimension: number): number {
  if (pieces === null || stop.pieces === null) return at(stop.loads, dimension);
  const { loads } = stop.pieces;
  return pieces.reduce((sum, piece) => sum + at(loads, piece * problem.loadDimensions.length + dimension), 0);
}
