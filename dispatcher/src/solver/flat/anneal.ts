import { type Best, keepBest } from './best.ts';
import { chooseTypes } from './choose-types.ts';
import { type Clock, shareUsed } from './clock.ts';
import type { Core } from './core.ts';
import { chooseFindPlace, drawBlink } from './find-place.ts';
import { chooseFits } from './fits.ts';
import { below, unit } from './random.ts';
import { createWork, recreate, type Work } from './recreate.ts';
import { type RuinSizes, ruin } from './ruin.ts';
import { beginRound, createUndo, takeBack, type Undo } from './undo.ts';

export interface Schedule {
  /** Temperatures at the beginning and the end. */
  readonly hot: number;
  readonly cold: number;
  readonly sizes: RuinSizes;
  /** Shares of the clock's budget between which this annealing runs. */
  readonly from: number;
  readonly to: number;
  /** Clients round which most ruins begin, as those that an event has changed; all alike where it is left out. */
  readonly focus?: readonly number[];
}

/** Rounds made so far, over all annealings of a search. */
export interface Rounds {
  count: number;
}

/** Rounds between two looks at the clock: at first, and at most. A look can cost as much as some rounds. */
const roundsPerLookFirst = 20;
const roundsPerLookMax = 1000;
/** Looks are spaced so that this many of them share the budget. */
const looksWanted = 200;
const focusChance = 0.7;
/** So many more clients than in the best plan may be missing for a while, where the fleet is tight. */
const missingMore = 2;
/** Of the clients that may be left out, at most so many near the ruin are tried again. */
const optionalTries = 12;

/** Ruin and recreate under simulated annealing until the schedule's share of the clock is spent; the best plan is in `best`. */
export function anneal(core: Core, best: Best, clock: Clock, schedule: Schedule, rounds: Rounds): void {
  const find = chooseFindPlace(core);
  const fits = chooseFits(core);
  const undo = createUndo(core);
  const work = createWork(core);
  core.blinkIn = drawBlink(core);
  const clients = core.placeCount - core.firstClient;
  const focus = schedule.focus ?? [];
  if (clients === 0) return;
  const cooling = Math.log(schedule.cold / schedule.hot);
  let roundsPerLook = clock.limitS === Number.POSITIVE_INFINITY ? roundsPerLookMax / 50 : roundsPerLookFirst;
  let last = shareUsed(clock, rounds.count);
  for (;;) {
    const share = shareUsed(clock, rounds.count);
    if (share >= schedule.to) return;
    if (clock.limitS !== Number.POSITIVE_INFINITY) {
      const wanted = roundsPerLook / looksWanted / Math.max(share - last, 1e-9);
      roundsPerLook = Math.max(1, Math.min(roundsPerLookMax, 2 * roundsPerLook, Math.round(wanted)));
      last = share;
    }
    const progress = Math.max(0, (share - schedule.from) / (schedule.to - schedule.from));
    const temperature = schedule.hot * Math.exp(cooling * progress);
    core.temperature = temperature;
    const looks = Math.min(roundsPerLook, clock.roundsMax - rounds.count);
    for (let look = 0; look < looks; look++) {
      const before = core.routeCost + core.absentCost;
      const missing = core.missingCount;
      beginRound(core, undo);
      const seed =
        focus.length > 0 && unit(core) < focusChance
          ? (focus[below(core, focus.length)] as number)
          : core.firstClient + below(core, clients);
      ruin(core, undo, schedule.sizes, seed);
      gather(core, undo, work, seed);
      recreate(core, undo, work, find, fits);
      if (core.typeCount > 1) chooseTypes(core, undo);
      const after = core.routeCost + core.absentCost;
      const tooMany = core.missingCount > missing && core.missingCount > best.missing + missingMore;
      if (tooMany || after >= before - temperature * Math.log(1 - unit(core))) {
        takeBack(core, undo);
      } else if (core.missingCount < best.missing || (core.missingCount === best.missing && after < best.cost))
        keepBest(core, best);
    }
    rounds.count += looks;
  }
}

/** What a recreate tries to put back: all that was taken out and must be served, and some optional clients near by. */
function gather(core: Core, undo: Undo, work: Work, seed: number): void {
  work.count = 0;
  for (let index = 0; index < undo.removedCount; index++) work.clients[work.count++] = undo.removed[index] as number;
  if (core.missingCount > 0) {
    for (let index = 0; index < core.absentCount; index++) {
      const client = core.absent[index] as number;
      if (undo.clientStamp[client] !== undo.round && core.instance.prizes[client] === 0)
        work.clients[work.count++] = client;
    }
  }
  if (!core.traits.prizes) return;
  const { near, nearWidth } = core.neighbours;
  for (let index = -1, tries = 0; index < nearWidth && tries < optionalTries; index++) {
    const client = index < 0 ? seed : (near[seed * nearWidth + index] as number);
    if (client < 0) break;
    if ((core.routeOf[client] as number) >= 0 || undo.clientStamp[client] === undo.round) continue;
    if (core.instance.prizes[client] === 0) continue;
    tries += 1;
    if (unit(core) < 0.5) continue;
    work.clients[work.count++] = client;
  }
}
