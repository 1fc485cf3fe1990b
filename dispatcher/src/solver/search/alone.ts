import { at } from '../at.ts';
import type { Evidence, UnservedReason } from '../solution.ts';
import { beginDay, beginTrip, createCursor, endTrip, visit } from './cursor.ts';
import type { Model } from './model.ts';

export interface Verdict {
  readonly reason: UnservedReason;
  readonly evidence: Evidence;
}

/** How far one vehicle gets with one job from one depot if nothing else is planned. `excess` tells how much is missing. */
interface Attempt {
  readonly stage:
    | 'capacity'
    | 'noStock'
    | 'unreachable'
    | 'depotClosed'
    | 'timeWindow'
    | 'shiftEnd'
    | 'travelLimit'
    | 'served';
  readonly excess: number;
  readonly evidence: Evidence;
}

const stages = [
  ...(['capacity', 'noStock', 'unreachable', 'depotClosed', 'timeWindow'] as const),
  ...(['shiftEnd', 'travelLimit', 'served'] as const),
];
const cursor = createCursor();

/** Why a job cannot be served even on the empty fleet, or how many vehicles could serve it there. */
export function judgeAlone(model: Model, job: number): Verdict | { readonly vehiclesAlone: number } {
  const { stop } = at(model.jobs, job);
  const vehicles = Array.from(model.problem.vehicles.keys()).filter(
    (vehicle) => at(model.eligible, stop)[vehicle] === 1,
  );
  const depots = at(model.sourceLists, stop);
  if (vehicles.length === 0) return { reason: 'noEligibleVehicle', evidence: { eligible: 0 } };
  if (depots.length === 0) return { reason: 'noSourceDepot', evidence: { depots: 0 } };

  const { releaseS } = at(model.problem.stops, stop);
  const furthest = vehicles.map((vehicle) => attemptBy(model, job, vehicle, releaseS));
  const vehiclesAlone = furthest.filter(({ stage }) => stage === 'served').length;
  if (vehiclesAlone > 0) return { vehiclesAlone };

  const best = furthest.reduce(further);
  if (best.stage === 'capacity') return { reason: 'capacity', evidence: capacityEvidence(model, job, vehicles) };
  if (best.stage === 'noStock') {
    const { held, ...shortage } = shortageOf(model, job, model.stock);
    return { reason: 'noStock', evidence: { ...shortage, stock: held } };
  }
  if (best.stage === 'unreachable')
    return { reason: 'unreachable', evidence: { eligible: vehicles.length, depots: depots.length } };
  const latestReleaseS = latestRelease(model, job, vehicles, releaseS);
  if (latestReleaseS >= 0) return { reason: 'releasedTooLate', evidence: { releaseS, latestReleaseS } };
  if (best.stage === 'served') return { vehiclesAlone };
  return { reason: best.stage, evidence: best.evidence };
}

/** Where the stock is nearest to enough among the depots that lack, and the class that lacks most there. */
export function shortageOf(model: Model, job: number, stock: Float64Array): Evidence & { readonly held: number } {
  const { stop, amounts } = at(model.jobs, job);
  let nearest = { depot: -1, loadClass: -1, amount: 0, held: Number.NEGATIVE_INFINITY };
  for (const depot of at(model.sourceLists, stop)) {
    let worst = { depot, loadClass: -1, amount: 0, held: 0 };
    amounts.forEach((amount, loadClass) => {
      const held = at(stock, depot * amounts.length + loadClass);
      if (amount - held > worst.amount - worst.held) worst = { depot, loadClass, amount, held };
    });
    if (worst.loadClass >= 0 && worst.amount - worst.held < nearest.amount - nearest.held) nearest = worst;
  }
  return nearest;
}

function further(a: Attempt, b: Attempt): Attempt {
  const ahead = stages.indexOf(b.stage) - stages.indexOf(a.stage);
  return ahead > 0 || (ahead === 0 && b.excess < a.excess) ? b : a;
}

function attemptBy(model: Model, job: number, vehicle: number, releaseS: number): Attempt {
  return at(model.sourceLists, at(model.jobs, job).stop)
    .map((depot) => attempt(model, job, vehicle, depot, releaseS))
    .reduce(further);
}

function attempt(model: Model, job: number, vehicle: number, depotIndex: number, releaseS: number): Attempt {
  const { loads, amounts, stop: stopIndex } = at(model.jobs, job);
  const { capacity, shift, start, home, travel, travelMaxS, firstDepart } = at(model.problem.vehicles, vehicle);
  const stop = at(model.problem.stops, stopIndex);
  const depot = at(model.problem.depots, depotIndex);
  const none = { excess: 0, evidence: {} };
  if (loads.some((load, dimension) => load > at(capacity, dimension))) return { stage: 'capacity', ...none };
  if (amounts.some((amount, index) => amount > at(model.stock, depotIndex * amounts.length + index)))
    return { stage: 'noStock', ...none };
  const way = [start.place, depot.place, stop.place, home];
  const { durationsS } = at(model.problem.travel, travel);
  const broken = way.some(
    (place, index) => index > 0 && at(durationsS, at(way, index - 1) * model.placeCount + place) < 0,
  );
  if (broken) return { stage: 'unreachable', ...none };

  beginDay(model, cursor, vehicle, null);
  if (!beginTrip(model, cursor, depotIndex, { releaseS, boxes: loads[0] ?? 0 })) {
    const { timeS: earliestDepartS } = cursor;
    const closesS = Math.min(depot.open.toS, firstDepart.toS);
    return {
      stage: 'depotClosed',
      excess: earliestDepartS - closesS,
      evidence: { earliestDepartS, closesS },
    };
  }
  if (!visit(model, cursor, job)) {
    const windowEndsS = stop.windows.at(-1) ?? 0;
    const { timeS: earliestArriveS } = cursor;
    return { stage: 'timeWindow', excess: earliestArriveS - windowEndsS, evidence: { earliestArriveS, windowEndsS } };
  }
  if (!endTrip(model, cursor)) {
    const lateS = cursor.timeS - shift.toS;
    if (lateS > 0) return { stage: 'shiftEnd', excess: lateS, evidence: { overrunS: lateS } };
    const overrunS = cursor.drivenS - travelMaxS;
    return { stage: 'travelLimit', excess: overrunS, evidence: { overrunS } };
  }
  return { stage: 'served', ...none };
}

/** The latest release with which some vehicle could serve the job, −1 where an earlier release does not help. */
function latestRelease(model: Model, job: number, vehicles: readonly number[], releaseS: number): number {
  const serves = (trialS: number) =>
    vehicles.some((vehicle) => attemptBy(model, job, vehicle, trialS).stage === 'served');
  if (releaseS === 0 || !serves(0)) return -1;
  let good = 0;
  let bad = releaseS;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (serves(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

function capacityEvidence(model: Model, job: number, vehicles: readonly number[]): Evidence {
  const { loads } = at(model.jobs, job);
  const capacityOf = (vehicle: number, dimension: number) =>
    at(at(model.problem.vehicles, vehicle).capacity, dimension);
  const most = Array.from(loads, (_, dimension) =>
    Math.max(...vehicles.map((vehicle) => capacityOf(vehicle, dimension))),
  );
  const nowhere = most.findIndex((room, dimension) => room < at(loads, dimension));
  const first = () => loads.findIndex((load, dimension) => load > capacityOf(at(vehicles, 0), dimension));
  const dimension = nowhere >= 0 ? nowhere : first();
  return { dimension, load: at(loads, dimension), capacity: at(most, dimension) };
}
