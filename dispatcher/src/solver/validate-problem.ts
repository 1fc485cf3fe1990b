import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { at } from './at.ts';
import { type Depot, FAR_S, type Problem, type Stop, type Travel, type Vehicle } from './problem.ts';

const costMax = 1_000_000_000_000;

/** Half of the safe integers; the other half is for all that is paid for serving. */
const prizesMax = 2 ** 52;

/** A full matrix of more places would not fit (two tables of 1.6 GB); such a plan is made in parts. */
const placesMax = 20_000;

/** Throws one clear error naming the field, its value and what is accepted, before any search begins. */
export function validateProblem(problem: Problem): void {
  accept('epoch', problem.epoch.getTime(), Number.isFinite(problem.epoch.getTime()), 'a valid date');
  accept('places.length', problem.places.length, problem.places.length <= placesMax, `at most ${placesMax} places`);
  problem.travel.forEach((travel, index) => {
    checkTravel(`travel[${index}] (${travel.id})`, travel, problem.places.length);
  });
  problem.vehicles.forEach((vehicle, index) => {
    checkVehicle(`vehicles[${index}] (${vehicle.id})`, vehicle, problem);
  });
  problem.depots.forEach((depot, index) => {
    checkDepot(`depots[${index}] (${depot.id})`, depot, problem);
  });
  problem.stops.forEach((stop, index) => {
    checkStop(`stops[${index}] (${stop.id})`, stop, problem);
  });
  const prizes = problem.stops.reduce((sum, { prize }) => sum + prize, 0);
  accept('stops prize in all', prizes, prizes <= prizesMax, `at most ${prizesMax}`);
}

function checkTravel(name: string, travel: Travel, places: number): void {
  const cells = places * places;
  const { durationsS, distancesM } = travel;
  accept(
    `${name}.durationsS.length`,
    durationsS.length,
    durationsS.length === cells,
    `${cells} (${places} places squared)`,
  );
  accept(
    `${name}.distancesM.length`,
    distancesM.length,
    distancesM.length === cells,
    `${cells} (${places} places squared)`,
  );
  for (let cell = 0; cell < cells; cell++) {
    const durationS = at(durationsS, cell);
    const distanceM = at(distancesM, cell);
    const wellFormed = durationS === -1 ? distanceM === -1 : durationS >= 0 && durationS < FAR_S && distanceM >= 0;
    if (wellFormed) continue;
    const way = `[${Math.floor(cell / places)} → ${cell % places}]`;
    accept(`${name}.durationsS${way}`, durationS, durationS >= -1 && durationS < FAR_S, '-1 or a number of seconds');
    accept(`${name}.distancesM${way}`, distanceM, false, '-1 exactly where the duration is -1, else metres');
  }
  for (let place = 0; place < places; place++) {
    const own = at(durationsS, place * places + place);
    accept(`${name}.durationsS[${place} → ${place}]`, own, own === 0, '0');
  }
}

function checkVehicle(name: string, vehicle: Vehicle, problem: Problem): void {
  index(`${name}.travel`, vehicle.travel, problem.travel.length);
  index(`${name}.start.place`, vehicle.start.place, problem.places.length);
  index(`${name}.home`, vehicle.home, problem.places.length);
  amounts(`${name}.capacity`, vehicle.capacity, problem.loadDimensions.length);
  second(`${name}.start.atS`, vehicle.start.atS);
  interval(`${name}.shift`, vehicle.shift);
  second(`${name}.reloadS`, vehicle.reloadS);
  cost(`${name}.fixedCost`, vehicle.fixedCost, costMax);
  cost(`${name}.costPerS`, vehicle.costPerS, 1_000_000);
  cost(`${name}.costPerM`, vehicle.costPerM, 1_000_000);
  accept(
    `${name}.tripsMax`,
    vehicle.tripsMax,
    Number.isInteger(vehicle.tripsMax) && vehicle.tripsMax >= 1,
    'a whole number from 1',
  );
  second(`${name}.travelMaxS`, vehicle.travelMaxS);
  interval(`${name}.firstDepart`, vehicle.firstDepart);
  second(`${name}.fairShare.sharedS`, vehicle.fairShare.sharedS);
  cost(`${name}.fairShare.costPerS`, vehicle.fairShare.costPerS, 1_000_000);
  vehicle.rests.forEach((rest, position) => {
    interval(`${name}.rests[${position}]`, rest);
    second(`${name}.rests[${position}].durationS`, rest.durationS);
    const before = vehicle.rests[position - 1];
    const earliestS = before === undefined ? 0 : before.toS + before.durationS;
    accept(`${name}.rests[${position}].fromS`, rest.fromS, rest.fromS >= earliestS, `a second from ${earliestS} on`);
  });
}

function checkDepot(name: string, depot: Depot, problem: Problem): void {
  index(`${name}.place`, depot.place, problem.places.length);
  interval(`${name}.open`, depot.open);
  second(`${name}.loadingPerBoxS`, depot.loadingPerBoxS);
  if (depot.docks !== null)
    accept(
      `${name}.docks`,
      depot.docks,
      Number.isInteger(depot.docks) && depot.docks >= 1,
      'a whole number from 1, or null',
    );
  if (depot.stock !== null) amounts(`${name}.stock`, depot.stock, problem.loadClasses.length);
}

/** The same for one stop. */
export function checkStop(name: string, stop: Stop, problem: Problem): void {
  index(`${name}.place`, stop.place, problem.places.length);
  amounts(`${name}.loads`, stop.loads, problem.loadDimensions.length);
  amounts(`${name}.amounts`, stop.amounts, problem.loadClasses.length);
  second(`${name}.serviceS`, stop.serviceS);
  second(`${name}.releaseS`, stop.releaseS);
  accept(`${name}.dueS`, stop.dueS, Number.isSafeInteger(stop.dueS), 'a whole number of seconds');
  cost(`${name}.latenessCostPerS`, stop.latenessCostPerS, 1_000_000);
  cost(`${name}.waitingCostPerS`, stop.waitingCostPerS, 1_000_000);
  cost(`${name}.prize`, stop.prize, costMax);
  rising(`${name}.vehicles`, stop.vehicles, problem.vehicles.length);
  rising(`${name}.depots`, stop.depots, problem.depots.length);
  checkWindows(`${name}.windows`, stop.windows);
  if (stop.pin.level !== 'free') index(`${name}.pin.vehicle`, stop.pin.vehicle, problem.vehicles.length);
  if (stop.pin.level === 'sequence') second(`${name}.pin.order`, stop.pin.order);
  if (stop.before !== null) {
    index(`${name}.before.vehicle`, stop.before.vehicle, problem.vehicles.length);
    cost(`${name}.before.changeCost`, stop.before.changeCost, costMax);
  }
  checkPieces(`${name}.pieces`, stop, problem);
}

function checkPieces(name: string, stop: Stop, problem: Problem): void {
  const { pieces } = stop;
  if (pieces === null) return;
  accept(`${name}.count`, pieces.count, Number.isInteger(pieces.count) && pieces.count >= 1, 'a whole number from 1');
  const tables = [
    ['loads', pieces.loads, stop.loads, problem.loadDimensions.length],
    ['amounts', pieces.amounts, stop.amounts, problem.loadClasses.length],
  ] as const;
  for (const [field, table, sums, width] of tables) {
    amounts(`${name}.${field}`, table, pieces.count * width);
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let row = 0; row < pieces.count; row++) sum += at(table, row * width + column);
      accept(
        `${name}.${field} column ${column}`,
        sum,
        sum === at(sums, column),
        `a sum of ${at(sums, column)}, the stop's`,
      );
    }
  }
}

function checkWindows(name: string, windows: Int32Array): void {
  accept(`${name}.length`, windows.length, windows.length % 2 === 0, 'pairs [from, to)');
  windows.forEach((edge, position) => {
    const before = position === 0 ? -1 : at(windows, position - 1);
    const follows = position % 2 === 0 ? edge >= before : edge > before;
    accept(
      `${name}[${position}]`,
      edge,
      follows && edge >= 0 && edge <= FAR_S,
      `a second after ${before}, up to ${FAR_S}`,
    );
  });
}

function amounts(name: string, values: Int32Array, length: number): void {
  accept(`${name}.length`, values.length, values.length === length, `${length} numbers`);
  values.forEach((value, position) => {
    accept(`${name}[${position}]`, value, value >= 0, '0 or more');
  });
}

function rising(name: string, indices: Int32Array | null, limit: number): void {
  indices?.forEach((value, position) => {
    index(`${name}[${position}]`, value, limit);
    accept(`${name}[${position}]`, value, position === 0 || value > at(indices, position - 1), 'rising indices');
  });
}

function interval(name: string, { fromS, toS }: { fromS: number; toS: number }): void {
  second(`${name}.fromS`, fromS);
  second(`${name}.toS`, toS);
  accept(`${name}.toS`, toS, toS >= fromS, `a second not before fromS ${fromS}`);
}

function second(name: string, value: number): void {
  accept(name, value, Number.isInteger(value) && value >= 0 && value <= FAR_S, `whole seconds from 0 to ${FAR_S}`);
}

function cost(name: string, value: number, max: number): void {
  accept(name, value, Number.isInteger(value) && value >= 0 && value <= max, `a whole number from 0 to ${max}`);
}

function index(name: string, value: number, limit: number): void {
  accept(name, value, Number.isInteger(value) && value >= 0 && value < limit, `an index below ${limit}`);
}

function accept(name: string, value: number, valid: boolean, accepted: string): void {
  if (!valid) throw new InvariantError(`problem.${name} is ${value}; accepted is ${accepted}`);
}
