import { at } from '../../at.ts';
import { FAR_S, type Problem, type Stop, type Vehicle } from '../../problem.ts';
import { richProblem } from './rich-problem.ts';

/**
 * A rich problem without what the pure families do not know, so that `solve` may hand it to its fast core: one depot where all
 * vehicles begin and end the same day, one load dimension, one window for a stop, costs by the second.
 */
export function plainProblem(options: Parameters<typeof richProblem>[0]): Problem {
  const rich = richProblem({ ...options, never: [...options.never, 'splits', 'zones', 'pins', 'aboard'] });
  const depot = { ...at(rich.depots, 0), stock: null, open: { fromS: 0, toS: FAR_S }, loadingPerBoxS: 0, docks: null };
  const plain = { ...rich, loadDimensions: ['boxes'], loadClasses: [], depots: [depot] };
  const { shift } = at(rich.vehicles, 0);
  return {
    ...plain,
    vehicles: rich.vehicles.map((vehicle) => plainVehicle(vehicle, depot.place, shift)),
    stops: rich.stops.map(plainStop),
  };
}

function plainVehicle(vehicle: Vehicle, depot: number, shift: Vehicle['shift']): Vehicle {
  return {
    ...vehicle,
    ...{ travel: 0, capacity: vehicle.capacity.slice(0, 1), shift, start: { place: depot, atS: 0 }, home: depot },
    ...{ costPerM: 0, reloadS: 0, travelMaxS: FAR_S, rests: [], fairShare: { sharedS: FAR_S, costPerS: 0 } },
    firstDepart: { fromS: 0, toS: FAR_S },
  };
}

function plainStop(stop: Stop): Stop {
  return {
    ...stop,
    ...{ loads: stop.loads.slice(0, 1), amounts: new Int32Array(), windows: stop.windows.slice(0, 2), depots: null },
    ...{ latenessCostPerS: 0, waitingCostPerS: 0, before: null },
  };
}
