import { at } from '../at.ts';
import { FAR_S, type Problem, type Stop } from '../problem.ts';
import { eligibility, fleetOf, type Model, mask, remotenessOf } from './model.ts';
import { nearestTo, withNeighbour, withoutNeighbour } from './nearest-stops.ts';

// What an event changes of a model is worked out anew, all else is kept: neighbour lists are most of what a model costs. Boxes are
// grouped afterwards (`regrouped`, `adopt`); until then `jobs` are those of before.

/** The model of a problem that has one stop more, its last. */
export function withStop(model: Model, problem: Problem): Model {
  const index = problem.stops.length - 1;
  const own = factsOf(problem, index);
  return {
    ...model,
    problem,
    eligible: [...model.eligible, own.eligible],
    sources: [...model.sources, own.sources],
    sourceLists: [...model.sourceLists, own.sourceList],
    orders: Int32Array.from({ length: index + 1 }, (_, stop) => model.orders[stop] ?? own.order),
    remoteness: Float64Array.from({ length: index + 1 }, (_, stop) => model.remoteness[stop] ?? own.remoteness),
    neighbours: [
      ...model.neighbours.map((list, other) => withNeighbour(problem, list, other, index)),
      nearestTo(problem, index),
    ],
  };
}

/** The model of a problem from which a stop is gone; the stops behind it have closed up. */
export function withoutStop(model: Model, problem: Problem, gone: number): Model {
  const kept = (_: unknown, index: number) => index !== gone;
  return {
    ...model,
    problem,
    eligible: model.eligible.toSpliced(gone, 1),
    sources: model.sources.toSpliced(gone, 1),
    sourceLists: model.sourceLists.toSpliced(gone, 1),
    orders: model.orders.filter(kept),
    remoteness: model.remoteness.filter(kept),
    neighbours: model.neighbours.toSpliced(gone, 1).map((list) => withoutNeighbour(list, gone, true)),
  };
}

/** The model of a problem in which a stop has changed, perhaps its place too. */
export function withChangedStop(model: Model, problem: Problem, index: number): Model {
  const own = factsOf(problem, index);
  const changed: Model = {
    ...model,
    problem,
    eligible: model.eligible.with(index, own.eligible),
    sources: model.sources.with(index, own.sources),
    sourceLists: model.sourceLists.with(index, own.sourceList),
    orders: model.orders.with(index, own.order),
    remoteness: model.remoteness.with(index, own.remoteness),
  };
  if (at(problem.stops, index).place === at(model.problem.stops, index).place) return changed;
  const neighbours = model.neighbours.map((list, other) => {
    if (other === index) return nearestTo(problem, index);
    const without = list.includes(index) ? withoutNeighbour(list, index, false) : list;
    return withNeighbour(problem, without, other, index);
  });
  return { ...changed, neighbours };
}

/** The model of a problem in which vehicles have changed in whatever the stops do not know of. */
export function withChangedFleet(model: Model, problem: Problem): Model {
  return { ...model, problem, ...fleetOf(problem) };
}

function factsOf(problem: Problem, index: number) {
  const stop: Stop = at(problem.stops, index);
  const sources = mask(stop.depots, problem.depots.length);
  const sourceList = Array.from(sources.keys()).filter((depot) => sources[depot] === 1);
  return {
    eligible: eligibility(problem, stop),
    sources,
    sourceList,
    order: stop.pin.level === 'sequence' ? stop.pin.order : FAR_S,
    remoteness: remotenessOf(problem, stop, sourceList),
  };
}
