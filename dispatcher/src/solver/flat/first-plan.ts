import type { Core } from './core.ts';
import { chooseFindPlace, drawBlink } from './find-place.ts';
import { chooseFits } from './fits.ts';
import { createWork, recreate } from './recreate.ts';
import { planBySavings } from './savings.ts';
import { beginRound, createUndo } from './undo.ts';

/** By savings, then insertion of what they leave out; where vehicles reload, by insertion alone. */
export function firstPlan(core: Core): void {
  if (!core.traits.reloads) planBySavings(core);
  completePlan(core);
}

/** Inserts all that is left out where it finds room. */
export function completePlan(core: Core): void {
  const work = createWork(core);
  core.blinkIn = drawBlink(core);
  work.clients.set(core.absent.subarray(0, core.absentCount));
  work.count = core.absentCount;
  if (work.count === 0) return;
  const undo = createUndo(core);
  beginRound(core, undo);
  core.costMax = Number.POSITIVE_INFINITY;
  recreate(core, undo, work, chooseFindPlace(core), chooseFits(core));
}

/** Mean cost of a leg between two clients: the scale of temperatures. */
export function meanLegCost(core: Core): number {
  let sum = 0;
  let count = 0;
  for (let client = core.firstClient; client < core.placeCount; client++) {
    const route = core.routeOf[client] as number;
    if (route < 0 || (core.next[client] as number) >= core.placeCount) continue;
    sum += (core.leg[client] as number) * (core.unitCosts[core.types[route] as number] as number);
    count += 1;
  }
  return count === 0 ? 1 : Math.max(1, sum / count);
}
