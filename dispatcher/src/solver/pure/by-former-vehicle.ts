import { at } from '../at.ts';
import type { WarmStart } from '../solution.ts';
import type { PureProblem } from './as-instance.ts';
import { tripsOf } from './solve-pure.ts';

/** A route of the core and a vehicle of its type that had some of its visits before. */
interface Claim {
  readonly index: number;
  readonly vehicle: number;
  readonly visits: number;
}

/**
 * Vehicles of one type are the same to the core, but not to their drivers: each vehicle takes the route that has most of its
 * former visits, and routes that nobody claims go to idle vehicles of their type.
 *
 * @param found visits by vehicle of the instance, as places
 */
export function byFormerVehicle(
  { instance, vehicles }: PureProblem,
  former: WarmStart['routes'],
  found: readonly (readonly number[])[],
): WarmStart['routes'] {
  const types = instance.vehicles ?? new Int32Array(vehicles.length);
  const typeOf = new Map(vehicles.map((vehicle, index) => [vehicle, at(types, index)]));
  const claims = claimsOn(found, former).filter(({ index, vehicle }) => typeOf.get(vehicle) === at(types, index));
  claims.sort((a, b) => b.visits - a.visits || a.index - b.index || a.vehicle - b.vehicle);
  const owner = new Map<number, number>();
  const taken = new Set<number>();
  for (const { index, vehicle } of claims) {
    if (owner.has(index) || taken.has(vehicle)) continue;
    owner.set(index, vehicle);
    taken.add(vehicle);
  }
  const idle = vehicles.filter((vehicle) => !taken.has(vehicle));
  for (const [index, visits] of found.entries()) {
    if (visits.length === 0 || owner.has(index)) continue;
    const next = idle.findIndex((vehicle) => typeOf.get(vehicle) === at(types, index));
    owner.set(index, at(idle.splice(next, 1), 0));
  }
  return [...owner].map(([index, vehicle]) => ({ vehicle, trips: tripsOf(at(found, index)) }));
}

function claimsOn(found: readonly (readonly number[])[], former: WarmStart['routes']): Claim[] {
  const vehicleOf = new Map<number, number>();
  for (const { vehicle, trips } of former)
    for (const { visits } of trips) for (const { stop } of visits) vehicleOf.set(stop + 1, vehicle);
  return found.flatMap((visits, index) => {
    const shared = new Map<number, number>();
    for (const place of visits) {
      const vehicle = vehicleOf.get(place);
      if (vehicle !== undefined) shared.set(vehicle, (shared.get(vehicle) ?? 0) + 1);
    }
    return [...shared].map(([vehicle, count]) => ({ index, vehicle, visits: count }));
  });
}
