import { at } from '../at.ts';
import { FAR_S, type Problem } from '../problem.ts';
import { type Change, vehiclesLike } from './change.ts';
import { depotsFor, type Portion, vehiclesFor } from './portion.ts';

/** Nobody is asked for more than a day. */
const dayS = 24 * 3600;

/** Every single change that might let a portion be served, each by as much as could make sense. */
export function possibleChanges(problem: Problem, portion: Portion): Change[] {
  const vehicles = vehiclesFor(problem, at(problem.stops, portion.stop));
  return [
    ...stopChanges(problem, portion),
    ...vehicles.flatMap((vehicle) => vehicleChanges(problem, portion, vehicle)),
    ...depotChanges(problem, portion),
    ...vehicles.map((like): Change => ({ kind: 'extraVehicle', like })),
  ].filter((change) => !('by' in change) || change.by > 0);
}

function stopChanges(problem: Problem, portion: Portion): Change[] {
  const { windows, releaseS, pin, vehicles } = at(problem.stops, portion.stop);
  const labels = new Set(problem.vehicles.map(({ label }) => label));
  const barred = [...labels].filter((label) => !vehiclesLike(problem, label).every((each) => vehicles?.includes(each)));
  return [
    ...Array.from({ length: windows.length / 2 }, (_, window): Change[] => {
      const [fromS, toS] = [at(windows, 2 * window), at(windows, 2 * window + 1)];
      const earliestS = windows[2 * window - 1] ?? 0;
      const latestS = windows[2 * window + 2] ?? FAR_S;
      return [
        { kind: 'windowLater', window, by: Math.min(dayS, latestS - toS) },
        { kind: 'windowEarlier', window, by: Math.min(dayS, fromS - earliestS) },
      ];
    }).flat(),
    { kind: 'release', by: releaseS },
    ...(pin.level === 'free' ? [] : [{ kind: 'unpin' } as const]),
    ...(vehicles === null ? [] : barred.map((label): Change => ({ kind: 'class', label }))),
  ];
}

function vehicleChanges(problem: Problem, { loads }: Portion, vehicle: number): Change[] {
  const { shift, travelMaxS } = at(problem.vehicles, vehicle);
  return [
    { kind: 'shift', vehicle, by: Math.min(dayS, FAR_S - shift.toS) },
    { kind: 'travelLimit', vehicle, by: Math.min(dayS, FAR_S - travelMaxS) },
    { kind: 'trip', vehicle },
    ...loads.map((by, dimension): Change => ({ kind: 'capacity', vehicle, dimension, by })),
  ];
}

function depotChanges(problem: Problem, { stop, amounts }: Portion): Change[] {
  const allowed = depotsFor(problem, at(problem.stops, stop));
  return [...problem.depots.entries()].flatMap(([depot, { open, stock, aboard }]): Change[] => {
    if (!allowed.includes(depot)) return aboard ? [] : [{ kind: 'source', depot }];
    return [
      { kind: 'depotHours', depot, by: Math.min(dayS, FAR_S - open.toS) },
      ...(stock === null ? [] : amounts.map((by, loadClass): Change => ({ kind: 'stock', depot, loadClass, by }))),
    ];
  });
}
