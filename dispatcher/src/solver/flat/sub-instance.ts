import { euclideanMatrix } from '../formats/distance-matrix.ts';
import type { Instance } from './instance.ts';

/** A part of an instance with its own compact matrix; `clients[i]` is client `depotCount + i` of the part. */
export function subInstance(instance: Instance, clients: readonly number[], vehicles: Int32Array | null): Instance {
  const { depotCount, distances, coordinates, placeCount, rounding } = instance;
  const places = Int32Array.from({ length: depotCount + clients.length }, (_, index) =>
    index < depotCount ? index : (clients[index - depotCount] as number),
  );
  const ints = (values: Int32Array) => places.map((place) => values[place] as number);
  const reals = (values: Float64Array) => Float64Array.from(places, (place) => values[place] as number);
  const x = coordinates === null ? null : reals(coordinates.x);
  const y = coordinates === null ? null : reals(coordinates.y);
  return {
    ...instance,
    placeCount: places.length,
    coordinates: x === null || y === null ? null : { x, y },
    distances: distances === null && x !== null && y !== null ? euclideanMatrix(x, y, rounding) : gathered(),
    demands: ints(instance.demands),
    serviceTimes: ints(instance.serviceTimes),
    opens: ints(instance.opens),
    closes: ints(instance.closes),
    releases: ints(instance.releases),
    prizes: reals(instance.prizes),
    vehicleTypes: instance.vehicleTypes.map((type) => ({
      ...type,
      allowed: type.allowed === null ? null : Uint8Array.from(places, (place) => type.allowed?.[place] ?? 0),
    })),
    vehicles,
  };

  function gathered(): Int32Array {
    const table = new Int32Array(places.length ** 2);
    places.forEach((from, row) => {
      places.forEach((to, column) => {
        table[row * places.length + column] = distances?.[from * placeCount + to] as number;
      });
    });
    return table;
  }
}
