import { FAR_S, type Problem, type Stop } from '../problem.ts';

const neighbourCountMax = 40;

/** By stop: the stops nearest to it, nearest first. Stops between which there is no way come last. */
export function nearestStops(problem: Problem): Int32Array[] {
  return problem.stops.map((_, index) => nearestTo(problem, index));
}

/** The stops nearest to one, nearest first. */
export function nearestTo(problem: Problem, index: number): Int32Array {
  const { stops } = problem;
  const stop = stops[index] as Stop;
  const nearness = Float64Array.from(stops, (other) => nearnessOf(problem, stop, other));
  return smallest(nearness, Math.min(neighbourCountMax, Math.max(0, stops.length - 1)), index);
}

/** A list of nearest stops with one more stop put where it belongs, if it belongs there at all. */
export function withNeighbour(problem: Problem, list: Int32Array, index: number, added: number): Int32Array {
  const { stops } = problem;
  const stop = stops[index] as Stop;
  const distance = nearnessOf(problem, stop, stops[added] as Stop);
  const isNearer = (other: number) => {
    const nearness = nearnessOf(problem, stop, stops[other] as Stop);
    return nearness < distance || (nearness === distance && other < added);
  };
  const isFull = list.length >= neighbourCountMax;
  if (isFull && isNearer(list[list.length - 1] as number)) return list;
  const longer = new Int32Array(isFull ? list.length : list.length + 1);
  let place = longer.length - 1;
  for (; place > 0; place--) {
    const before = list[place - 1] as number;
    if (isNearer(before)) break;
    longer[place] = before;
  }
  longer[place] = added;
  longer.set(list.subarray(0, place));
  return longer;
}

/** A list of nearest stops without one stop; where indices close up behind it (`closesUp`), later ones count one less. */
export function withoutNeighbour(list: Int32Array, gone: number, closesUp: boolean): Int32Array {
  const kept = list.filter((stop) => stop !== gone);
  if (closesUp)
    for (let place = 0; place < kept.length; place++)
      if ((kept[place] as number) > gone) kept[place] = (kept[place] as number) - 1;
  return kept;
}

/** The shortest way there and back over all travel tables. */
function nearnessOf({ travel, places }: Problem, stop: Stop, other: Stop): number {
  let nearest = 2 * FAR_S;
  for (const { durationsS } of travel) {
    const there = durationsS[stop.place * places.length + other.place] as number;
    const back = durationsS[other.place * places.length + stop.place] as number;
    if (there >= 0 && back >= 0 && there + back < nearest) nearest = there + back;
  }
  return nearest;
}

function smallest(values: Float64Array, count: number, except: number): Int32Array {
  const order = new Int32Array(count);
  let held = 0;
  for (let index = 0; index < values.length; index++) {
    if (index === except) continue;
    const value = values[index] as number;
    if (held === count && value >= (values[order[held - 1] as number] as number)) continue;
    let place = held < count ? held++ : held - 1;
    for (; place > 0 && (values[order[place - 1] as number] as number) > value; place--)
      order[place] = order[place - 1] as number;
    if (count > 0) order[place] = index;
  }
  return order;
}
