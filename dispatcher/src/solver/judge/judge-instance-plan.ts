import { at } from '../at.ts';
import { type Instance, NO_LIMIT, roundTo, type VehicleType } from '../flat/instance.ts';

interface PlanVerdict {
  /** Distance by unit cost, fixed costs of used vehicles and prizes not collected, worked out anew. */
  readonly cost: number;
  /** Vehicles used. */
  readonly routes: number;
  /** Clients that may be left out and are. */
  readonly skipped: number;
  /** One line per broken rule, with its place and amount; empty for a valid plan. */
  readonly broken: readonly string[];
}

/**
 * The independent judge of plans for pure instances. It shares no code with the search and believes no number of the plan:
 * cost, load, windows, duration, releases, eligibility and coverage are worked out from the instance and the visits alone.
 */
export function judgeInstancePlan(instance: Instance, routes: readonly (readonly number[])[]): PlanVerdict {
  const broken: string[] = [];
  const visits = new Int32Array(instance.placeCount);
  let cost = 0;
  let used = 0;
  const limit = instance.vehicles?.length ?? Number.POSITIVE_INFINITY;
  routes.forEach((route, vehicle) => {
    if (route.length === 0) return;
    used += 1;
    const report = (rule: string) => broken.push(`vehicle ${vehicle + 1}: ${rule}`);
    if (vehicle >= limit) {
      report(`is more than the fleet of ${limit}`);
      return;
    }
    const type = at(instance.vehicleTypes, instance.vehicles?.[vehicle] ?? 0);
    for (const place of route) {
      if (!Number.isInteger(place) || place < 0 || place >= instance.placeCount) {
        report(`no place ${place}`);
        return;
      }
      if (place >= instance.depotCount) visits[place] = at(visits, place) + 1;
      else if (place !== type.depot) report(`reloads at depot ${place}, not at its own ${type.depot}`);
    }
    cost += type.fixedCost + type.unitCost * judgeRoute(instance, type, route, report);
  });

  let skipped = 0;
  for (let place = instance.depotCount; place < instance.placeCount; place++) {
    const times = at(visits, place);
    if (times > 1) broken.push(`client ${place} is visited ${times} times`);
    if (times > 0) continue;
    cost += at(instance.prizes, place);
    if (at(instance.prizes, place) > 0) skipped += 1;
    else broken.push(`client ${place} is not visited`);
  }
  return { cost, routes: used, skipped, broken };
}

/** Follows a vehicle along its visits; answers with the distance. */
function judgeRoute(
  instance: Instance,
  type: VehicleType,
  route: readonly number[],
  report: (rule: string) => void,
): number {
  const { demands, opens, closes, serviceTimes, releases } = instance;
  const trips = tripsOf(instance, route);
  if (trips.length > type.tripsMax) report(`makes ${trips.length} trips of ${type.tripsMax}`);
  let distance = 0;
  let timeAt = at(opens, type.depot);
  // The time that a later start would save: as much as the first trip waits without running late.
  let slack = NO_LIMIT;
  let waited = 0;
  for (const trip of trips) {
    const load = trip.reduce((sum, place) => sum + at(demands, place), 0);
    if (load > type.capacity) report(`load ${load} of ${type.capacity}`);
    timeAt = trip.reduce((latest, place) => Math.max(latest, at(releases, place)), timeAt);
    let from = type.depot;
    for (const place of [...trip, type.depot]) {
      const leg = distanceOf(instance, from, place);
      distance += leg;
      timeAt += leg;
      if (timeAt > at(closes, place)) report(`is at place ${place} at ${timeAt}, closed at ${at(closes, place)}`);
      if (place >= instance.depotCount) {
        if (type.allowed !== null && type.allowed[place] !== 1) report(`may not serve client ${place}`);
        waited += Math.max(0, at(opens, place) - timeAt);
        timeAt = Math.max(timeAt, at(opens, place));
        slack = Math.min(slack, at(closes, place) - timeAt + waited);
        timeAt += at(serviceTimes, place);
      }
      from = place;
    }
  }
  slack = Math.min(slack, at(closes, type.depot) - timeAt + waited);
  const duration = timeAt - at(opens, type.depot) - Math.min(waited, slack);
  if (duration > type.maxDuration) report(`is away for ${duration} of ${type.maxDuration}`);
  return distance;
}

function tripsOf(instance: Instance, route: readonly number[]): number[][] {
  const trips: number[][] = [[]];
  for (const place of route) {
    if (place < instance.depotCount) trips.push([]);
    else trips.at(-1)?.push(place);
  }
  return trips;
}

function distanceOf({ distances, coordinates, placeCount, rounding }: Instance, from: number, to: number): number {
  if (distances !== null) return at(distances, from * placeCount + to);
  if (coordinates === null) return NO_LIMIT;
  const { x, y } = coordinates;
  return roundTo(rounding, Math.sqrt((at(x, from) - at(x, to)) ** 2 + (at(y, from) - at(y, to)) ** 2));
}
