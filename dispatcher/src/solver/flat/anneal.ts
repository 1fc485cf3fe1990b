import { type Best, keepBest } from './best.ts';
import { chooseTypes } from './choose-types.ts';
import { type Clock, shareUsed } from './clock.ts';
import type { Core } from './core.ts';
import { exchangeTails } from './exchange-tails.ts';
import { chooseFindPlace, drawBlink, type FindPlace } from './find-place.ts';
import { chooseFits, type Fits } from './fits.ts';
import { below, draw, draws, happens } from './random.ts';
import { createWork, recreate, type Work } from './recreate.ts';
import { type RuinSizes, ruin } from './ruin.ts';
import { beginRound, createUndo, takeBack, type Undo } from './undo.ts';

export interface Schedule {
  /** Temperatures at the beginning and the end. */
  readonly hot: number;
  readonly cold: number;
  readonly sizes: RuinSizes;
  /** Exchanges of route ends tried in each round; none with reloads. */
  readonly tails?: number;
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

interface Search {
  readonly core: Core;
  readonly best: Best;
  readonly undo: Undo;
  readonly work: Work;
  readonly find: FindPlace;
  readonly fits: Fits;
  readonly schedule: Schedule;
  /** Whether whatever happens to routes after a ruin only adds to their cost. */
  readonly onlyGrows: boolean;
}

/** Ruin and recreate under simulated annealing until the schedule's share of the clock is spent; the best plan is in `best`. */
export function anneal(core: Core, best: Best, clock: Clock, schedule: Schedule, rounds: Rounds): void {
  if (core.placeCount === core.firstClient) return;
  const search: Search = {
    core,
    best,
    undo: createUndo(core),
    work: createWork(core),
    find: chooseFindPlace(core),
    fits: chooseFits(core),
    schedule,
    onlyGrows: !core.traits.prizes && (core.typeCount === 1 || core.traits.interchangeable),
  };
  core.blinkIn = drawBlink(core);
  const { tails = 0 } = schedule;
  const cooling = Math.log(schedule.cold / schedule.hot);
  let roundsPerLook = clock.limitS === Number.POSITIVE_INFINITY ? roundsPerLookMax / 50 : roundsPerLookFirst;
  let last = shareUsed(clock, rounds.count);
  for (
    let share = last;
    share < schedule.to && rounds.count < clock.roundsMax;
    share = shareUsed(clock, rounds.count)
  ) {
    if (clock.limitS !== Number.POSITIVE_INFINITY) {
      const wanted = roundsPerLook / looksWanted / Math.max(share - last, 1e-9);
      roundsPerLook = Math.max(1, Math.min(roundsPerLookMax, 2 * roundsPerLook, Math.round(wanted)));
      last = share;
    }
    const progress = Math.max(0, (share - schedule.from) / (schedule.to - schedule.from));
    core.temperature = schedule.hot * Math.exp(cooling * progress);
    const looks = Math.min(roundsPerLook, clock.roundsMax - rounds.count);
    for (let look = 0; look < looks; look++) {
      for (let tries = tails; tries > 0; tries--) tryTails(search);
      tryRuin(search);
    }
    rounds.count += looks;
  }
}

function tryTails({ core, best, undo }: Search): void {
  beginRound(core, undo);
  if (exchangeTails(core, undo)) keepIfBest(core, best);
}

function tryRuin({ core, best, undo, work, find, fits, schedule, onlyGrows }: Search): void {
  const costMax = core.routeCost + core.absentCost - core.temperature * Math.log(1 - draw(core) / draws);
  const missing = core.missingCount;
  beginRound(core, undo);
  const seed = drawSeed(core, schedule.focus);
  ruin(core, undo, schedule.sizes, seed);
  gather(core, undo, work, seed);
  const bounded = onlyGrows && core.absentCount === undo.removedCount;
  core.costMax = bounded ? costMax : Number.POSITIVE_INFINITY;
  if (!recreate(core, undo, work, find, fits)) {
    takeBack(core, undo);
    return;
  }
  if (core.typeCount > 1) chooseTypes(core, undo);
  const tooMany = core.missingCount > missing && core.missingCount > best.missing + missingMore;
  if (tooMany || core.routeCost + core.absentCost >= costMax) takeBack(core, undo);
  else keepIfBest(core, best);
}

function drawSeed(core: Core, focus: readonly number[] = []): number {
  if (focus.length > 0 && happens(core, focusChance)) return focus[below(core, focus.length)] as number;
  return core.firstClient + below(core, core.placeCount - core.firstClient);
}

function keepIfBest(core: Core, best: Best): void {
  const better = core.missingCount - best.missing || core.routeCost + core.absentCost - best.cost;
  if (better < 0) keepBest(core, best);
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
    if (happens(core, 0.5)) continue;
    work.clients[work.count++] = client;
  }
}
