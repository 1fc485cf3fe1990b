import { at } from '../../at.ts';
import type { Depot, Problem, Stop, Vehicle } from '../../problem.ts';
import { createDraw, type Draw, type Trait } from './draw.ts';
import { richDepot, richVehicle } from './rich-fleet.ts';
import { richStop } from './rich-stop.ts';
import { richTown } from './rich-town.ts';

interface RichOptions {
  readonly seed: number;
  readonly stops: number;
  readonly vehicles: number;
  /** Most trips of a vehicle. */
  readonly tripsMax: number;
  /** Most boxes of a stop that may be split. */
  readonly boxesMax: number;
  /** Of all other traits chance decides. */
  readonly always: readonly Trait[];
  readonly never: readonly Trait[];
}

/** A seeded problem in which zones, codes, trips, splits, priorities, rests and all other rules of the model may meet. */
export function richProblem(options: RichOptions): Problem {
  const draw = createDraw(options.seed, options);
  const depotCount = draw.between(1, 3);
  const baseCount = draw.between(1, 3);
  const gates = depotCount + baseCount;
  const { classes, travel, zoneOf } = richTown(draw, { gates, places: gates + options.stops });
  const vehicles = Array.from({ length: options.vehicles }, (_, index) => {
    const base = draw.between(depotCount, gates);
    return richVehicle(draw, index, { classes, base, tripsMax: options.tripsMax });
  });
  const depots = Array.from({ length: depotCount }, (_, index) => richDepot(draw, index));
  const stops = Array.from({ length: options.stops }, (_, index) => {
    const place = gates + index;
    const { boxesMax } = options;
    return richStop(draw, index, { place, zone: at(zoneOf, place), classes, vehicles, depotCount, boxesMax });
  });
  const problem: Problem = {
    epoch: new Date(Date.UTC(2026, 3, 1)),
    places: zoneOf.map((zone, place) => `place ${place} in zone ${zone}`),
    loadDimensions: ['boxes', 'grams'],
    loadClasses: ['ambient', 'chilled'],
    travel,
    vehicles,
    depots,
    stops,
  };
  return draw.has('aboard') && stops.length > 1 ? onTheRoad(draw, problem) : problem;
}

/** Vehicle 0 is on the road at `epoch` with the boxes of a stop or two aboard, the first of them already promised as next. */
function onTheRoad(draw: Draw, problem: Problem): Problem {
  const first = at(problem.vehicles, 0);
  const place = draw.between(0, problem.places.length);
  const vehicle: Vehicle = { ...first, start: { place, atS: draw.between(0, 900) } };
  const aboard: Depot = {
    ...at(problem.depots, 0),
    ...{ id: 'aboard vehicle 0', place, stock: null, aboard: true, docks: null },
    open: { fromS: 0, toS: at(problem.depots, 0).open.toS },
  };
  const index = problem.depots.length;
  const stops = problem.stops.map((stop, order): Stop => {
    const warehouses = Int32Array.from(problem.depots.keys());
    if (order > 1) return { ...stop, depots: stop.depots ?? warehouses };
    return {
      ...stop,
      depots: Int32Array.of(index),
      vehicles: Int32Array.of(0),
      pin: order === 0 ? { level: 'sequence', vehicle: 0, order } : { level: 'vehicle', vehicle: 0 },
      releaseS: 0,
    };
  });
  return { ...problem, vehicles: problem.vehicles.with(0, vehicle), depots: [...problem.depots, aboard], stops };
}
