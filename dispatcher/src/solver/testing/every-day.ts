import { at } from '../at.ts';
import type { Portion } from '../judge/portion.ts';
import { type ReplayTrip, replay } from '../judge/replay.ts';
import type { Problem } from '../problem.ts';

/** A day that a vehicle could make. */
export interface PossibleDay {
  /** Bit i = it brings portion i. */
  readonly brings: number;
  /** What it takes from the depots, flat (depot × load class); 0 where stock is not counted. */
  readonly taken: readonly number[];
  readonly cost: number;
  readonly trips: readonly PossibleTrip[];
}

interface PossibleTrip {
  readonly depot: number;
  /** Portions, by index, in the order in which they are brought. */
  readonly aboard: readonly number[];
}

/** Every valid day of one vehicle with some of the portions, each order and each split into trips tried, by the judge's own timing. */
export function everyDay(problem: Problem, portions: readonly Portion[], vehicle: number): PossibleDay[] {
  const found = new Map<string, PossibleDay>();
  const record = (day: PossibleDay) => {
    const key = `${day.brings}/${day.taken}`;
    const known = found.get(key);
    if (known === undefined || day.cost < known.cost) found.set(key, day);
  };
  const none = new Array<number>(problem.depots.length * problem.loadClasses.length).fill(0);
  record({ brings: 0, taken: none, cost: 0, trips: [] });
  addTrips({ problem, portions, vehicle, record }, [], { brings: 0, taken: none });
  return [...found.values()];
}

interface Trial {
  readonly problem: Problem;
  readonly portions: readonly Portion[];
  readonly vehicle: number;
  readonly record: (day: PossibleDay) => void;
}

type Load = Pick<PossibleDay, 'brings' | 'taken'>;

function addTrips(trial: Trial, trips: readonly PossibleTrip[], load: Load): void {
  if (trips.length === at(trial.problem.vehicles, trial.vehicle).tripsMax) return;
  for (const depot of trial.problem.depots.keys()) addVisits(trial, trips, depot, [], load);
}

function addVisits(
  trial: Trial,
  trips: readonly PossibleTrip[],
  depot: number,
  aboard: readonly number[],
  load: Load,
): void {
  const { problem, portions, vehicle } = trial;
  for (const [index, { stop }] of portions.entries()) {
    if ((load.brings & (1 << index)) !== 0 || !allows(problem, vehicle, depot, stop)) continue;
    const last = aboard.at(-1);
    // Boxes handed over in one visit have no order.
    if (last !== undefined && at(portions, last).stop === stop && last > index) continue;
    const next = [...aboard, index];
    if (!fits(trial, next)) continue;

    const day = [...trips, { depot, aboard: next }];
    const driven = day.map((trip) => driveable(portions, trip));
    const result = replay(problem, vehicle, driven);
    const longer = { brings: load.brings | (1 << index), taken: takeFrom(trial, load.taken, depot, index) };
    if (result.ok) {
      trial.record({ ...longer, cost: result.cost, trips: day });
      addTrips(trial, day, longer);
    }
    if (result.ok || !isFinal(trial, result.barrier)) addVisits(trial, trips, depot, next, longer);
  }
}

/** Whether no further visit at the end of the trip can help. A rest can: a later clock may fit it into a wait. */
function isFinal({ problem, vehicle }: Trial, barrier: string): boolean {
  if (barrier === 'depotClosed' || barrier === 'timeWindow') return at(problem.vehicles, vehicle).rests.length === 0;
  return barrier === 'tripsMax' || barrier === 'aboard' || barrier === 'pin';
}

function allows(problem: Problem, vehicle: number, depot: number, stopIndex: number): boolean {
  const { vehicles, depots, pin } = at(problem.stops, stopIndex);
  if (pin.level !== 'free' && pin.vehicle !== vehicle) return false;
  return (vehicles === null || vehicles.includes(vehicle)) && (depots === null || depots.includes(depot));
}

function fits({ problem, portions, vehicle }: Trial, aboard: readonly number[]): boolean {
  const { capacity } = at(problem.vehicles, vehicle);
  return capacity.every(
    (room, dimension) => aboard.reduce((sum, index) => sum + at(at(portions, index).loads, dimension), 0) <= room,
  );
}

function driveable(portions: readonly Portion[], { depot, aboard }: PossibleTrip): ReplayTrip {
  const loaded = aboard.map((index) => at(portions, index));
  return {
    depot,
    stops: loaded.map(({ stop }) => stop),
    boxes: loaded.reduce((sum, { loads }) => sum + (loads[0] ?? 0), 0),
  };
}

function takeFrom({ problem, portions }: Trial, taken: readonly number[], depot: number, index: number) {
  if (at(problem.depots, depot).stock === null) return taken;
  const { amounts } = at(portions, index);
  const first = depot * problem.loadClasses.length;
  return taken.map((amount, cell) => amount + (amounts[cell - first] ?? 0));
}
