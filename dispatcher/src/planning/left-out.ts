import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { Evidence, Solution, UnservedReason } from '../solver/solution.ts';
import type { Posed } from './build-problem.ts';
import type { Errand } from './errands.ts';

/** A box that a solution does not serve, and why. */
export interface LeftOut {
  readonly box: OpenBox;
  readonly errand: Errand;
  readonly reason: UnservedReason;
  readonly evidence: Evidence;
}

/** The boxes behind the planner's indices of what it left out. */
export function leftOut({ errands }: Posed, { unserved }: Solution): LeftOut[] {
  return unserved.flatMap(({ stop, pieces, reason, evidence }) => {
    const errand = errands[stop];
    if (!errand) return [];
    const boxes = pieces ? pieces.flatMap((piece) => errand.boxes[piece] ?? []) : errand.boxes;
    return boxes.map((box) => ({ box, errand, reason, evidence }));
  });
}
