import { at } from '../at.ts';
import { takes } from '../judge/alone.ts';
import { portionsOf } from '../judge/portion.ts';
import { type ReplayTrip, replay } from '../judge/replay.ts';
import type { Problem } from '../problem.ts';

/** The cost of the best of all plans, by trying every one; for a handful of stops without boxes or counted stock. */
export function cheapestOfAll(problem: Problem): number {
  const days: ReplayTrip[][] = problem.vehicles.map(() => []);
  return place(problem, days, 0, 0);
}

function place(problem: Problem, days: ReplayTrip[][], index: number, lost: number): number {
  const stop = problem.stops[index];
  if (stop === undefined) return lost + days.reduce((sum, day, vehicle) => sum + dayCost(problem, vehicle, day), 0);
  let best = place(problem, days, index + 1, lost + stop.prize);
  for (let vehicle = 0; vehicle < days.length; vehicle++) {
    if (stop.vehicles !== null && !stop.vehicles.includes(vehicle)) continue;
    if (stop.pin.level !== 'free' && stop.pin.vehicle !== vehicle) continue;
    if (!portionsOf(problem, index, null).every((portion) => takes(problem, portion, vehicle))) continue;
    const day = at(days, vehicle);
    for (const longer of longerDays(problem, day, index)) {
      days[vehicle] = longer;
      best = Math.min(best, place(problem, days, index + 1, lost));
    }
    days[vehicle] = day;
  }
  return best;
}

function* longerDays(problem: Problem, day: readonly ReplayTrip[], stop: number): Generator<ReplayTrip[]> {
  for (const [index, trip] of day.entries()) {
    for (let position = 0; position <= trip.stops.length; position++) {
      yield day.with(index, { depot: trip.depot, stops: trip.stops.toSpliced(position, 0, stop) });
    }
  }
  for (const depot of problem.depots.keys()) {
    for (let index = 0; index <= day.length; index++) yield day.toSpliced(index, 0, { depot, stops: [stop] });
  }
}

function dayCost(problem: Problem, vehicle: number, day: readonly ReplayTrip[]): number {
  const { capacity } = at(problem.vehicles, vehicle);
  for (const trip of day) {
    const allowed = trip.stops.every((stop) => at(problem.stops, stop).depots?.includes(trip.depot) ?? true);
    const load = (dimension: number) =>
      trip.stops.reduce((sum, stop) => sum + at(at(problem.stops, stop).loads, dimension), 0);
    if (!allowed || capacity.some((room, dimension) => load(dimension) > room)) return Number.POSITIVE_INFINITY;
  }
  const result = replay(problem, vehicle, day);
  return result.ok ? result.cost : Number.POSITIVE_INFINITY;
}
