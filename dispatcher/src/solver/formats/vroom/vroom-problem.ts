import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { at } from '../../at.ts';
import { type Depot, FAR_S, type Problem, type Stop, type Travel, type Vehicle } from '../../problem.ts';
import type { VroomInput } from './vroom-input.ts';
import type { VroomJob } from './vroom-job.ts';
import type { VroomVehicle } from './vroom-vehicle.ts';

/** One unit of VROOM's cost: makes its hourly and kilometre rates whole numbers per second and metre. */
export const costScale = 18_000;
/** What a prize is at least, and what one prize and all together may be at most. */
const prizeLeast = 1_000_000_000;
const prizeMax = 1_000_000_000_000;
const prizesMax = 2 ** 52;
const hourlyUsual = 3600;

/** Seconds before the first window of a request with absolute times: time enough to have set off by then. */
const leadS = 7 * 24 * 3600;

/**
 * VROOM's request as a problem: each vehicle makes one trip from its start, where all goods are. Absolute times (seconds since
 * 1970) are told from an epoch shortly before the first of them, relative ones as they are.
 */
export function vroomProblem(input: VroomInput): Problem {
  const originS = originOf(input);
  const { vehicles, jobs, matrices } = input;
  const profiles = [...new Set(vehicles.map(profileOf))];
  const travel = profiles.map((profile): Travel => {
    const matrix = matrices[profile];
    if (matrix === undefined || !Object.hasOwn(matrices, profile))
      throw new InvariantError(`matrices.${profile} is missing`);
    const durationsS = Int32Array.from(matrix.durations.flat());
    return { id: profile, durationsS, distancesM: Int32Array.from((matrix.distances ?? matrix.durations).flat()) };
  });
  const placeCount = Math.sqrt(travel[0]?.durationsS.length ?? 0);
  const width = Math.max(0, ...vehicles.map(({ capacity }) => capacity?.length ?? 0), ...jobs.map(widthOf));
  const starts = [...new Set(vehicles.map((vehicle) => vehicle.start_index))];
  const fleet = vehicles.map((vehicle) => vehicleOf(vehicle, { profiles, width, originS }));
  const prize = prizeOf(jobs, dearestJob(fleet, travel));
  return {
    epoch: new Date(originS * 1000),
    places: Array.from({ length: placeCount }, (_, place) => String(place)),
    loadDimensions: Array.from({ length: width }, (_, dimension) => `amount ${dimension}`),
    loadClasses: [],
    travel,
    vehicles: fleet,
    depots: starts.map(
      (place): Depot => ({
        id: `start ${place}`,
        place,
        stock: null,
        open: { fromS: 0, toS: FAR_S },
        aboard: false,
        loadingPerBoxS: 0,
        docks: null,
      }),
    ),
    stops: jobs.map((job) => stopOf(job, { vehicles, width, originS, prize })),
  };
}

/** No job costs more than a vehicle and the two longest legs there are. */
function dearestJob(fleet: readonly Vehicle[], travel: readonly Travel[]): number {
  const longest = (table: Int32Array) => table.reduce((most, value) => Math.max(most, value), 0);
  const legs = travel.map(({ durationsS, distancesM }) => [longest(durationsS), longest(distancesM)] as const);
  return fleet.reduce((most, { fixedCost, costPerS, costPerM, travel: index }) => {
    const [durationS, distanceM] = at(legs, index);
    return Math.max(most, fixedCost + 2 * (durationS * costPerS + distanceM * costPerM));
  }, 0);
}

/**
 * The prize of a job without priority, which counts on top: if numbers allow more than any plan costs, and always more than any
 * job does, so that leaving one out is the last resort, as in VROOM.
 */
function prizeOf(jobs: readonly VroomJob[], dearest: number): number {
  const shares = 1 + jobs.reduce((most, { priority = 0 }) => Math.max(most, priority), 0);
  const most = Math.floor(Math.min(prizeMax, prizesMax / Math.max(1, jobs.length)) / shares);
  if (dearest >= most)
    throw new InvariantError(
      `vehicles.costs let a job cost ${dearest / costScale}; accepted is less than ${most / costScale} with these priorities`,
    );
  return Math.min(most, Math.max(prizeLeast, dearest * jobs.length + 1));
}

function originOf({ vehicles, jobs }: VroomInput): number {
  const windows = [
    ...vehicles.flatMap(({ time_window: window, breaks }) => [
      ...(window === undefined ? [] : [window]),
      ...breaks.map(({ time_windows: [each] }) => each),
    ]),
    ...jobs.flatMap((job) => job.time_windows ?? []),
  ];
  const times = windows.flat();
  const lastS = times.reduce((a, b) => Math.max(a, b), 0);
  return lastS < FAR_S ? 0 : Math.max(0, times.reduce((a, b) => Math.min(a, b), lastS) - leadS);
}

function profileOf({ profile }: VroomVehicle): string {
  return profile ?? 'car';
}

function widthOf({ delivery }: VroomJob): number {
  return delivery?.length ?? 0;
}

interface Frame {
  /** Load dimensions. */
  readonly width: number;
  /** Second 0 of the problem in the request's time. */
  readonly originS: number;
}

function vehicleOf(
  vehicle: VroomVehicle,
  { profiles, width, originS }: Frame & { readonly profiles: readonly string[] },
): Vehicle {
  const [fromS, toS] = vehicle.time_window ?? [originS, originS + FAR_S];
  const { fixed = 0, per_hour: hourly = hourlyUsual, per_km: perKm = 0 } = vehicle.costs ?? {};
  return {
    id: String(vehicle.id),
    label: vehicle.description ?? '',
    travel: profiles.indexOf(profileOf(vehicle)),
    capacity: Int32Array.from({ length: width }, (_, dimension) => vehicle.capacity?.[dimension] ?? 0),
    shift: { fromS: fromS - originS, toS: Math.min(FAR_S, toS - originS) },
    start: { place: vehicle.start_index, atS: 0 },
    home: vehicle.end_index,
    fixedCost: fixed * costScale,
    costPerS: (hourly * costScale) / 3600,
    costPerM: (perKm * costScale) / 1000,
    tripsMax: 1,
    reloadS: 0,
    travelMaxS: Math.min(FAR_S, vehicle.max_travel_time ?? FAR_S),
    // VROOM takes every break of a vehicle that is used; ours is not owed by a day that ends before it or begins after it.
    rests: vehicle.breaks.map(({ time_windows: [[earliestS, latestS]], service = 0 }) => ({
      fromS: earliestS - originS,
      toS: latestS - originS + 1,
      durationS: service,
    })),
    firstDepart: { fromS: 0, toS: FAR_S },
    fairShare: { sharedS: FAR_S, costPerS: 0 },
  };
}

function stopOf(
  job: VroomJob,
  { vehicles, width, originS, prize }: Frame & { readonly vehicles: readonly VroomVehicle[]; readonly prize: number },
): Stop {
  const skills = job.skills ?? [];
  const able = vehicles.flatMap((vehicle, index) =>
    skills.every((skill) => vehicle.skills?.includes(skill)) ? [index] : [],
  );
  return {
    id: String(job.id),
    place: job.location_index,
    loads: Int32Array.from({ length: width }, (_, dimension) => job.delivery?.[dimension] ?? 0),
    amounts: new Int32Array(),
    pieces: null,
    // VROOM's windows hold their last second, ours do not.
    windows: Int32Array.from(
      (job.time_windows ?? []).flatMap(([fromS, toS]) => [fromS - originS, Math.min(FAR_S, toS - originS + 1)]),
    ),
    serviceS: job.service ?? 0,
    releaseS: 0,
    dueS: FAR_S,
    latenessCostPerS: 0,
    waitingCostPerS: 0,
    prize: prize * (1 + (job.priority ?? 0)),
    vehicles: able.length === vehicles.length ? null : Int32Array.from(able),
    depots: null,
    pin: { level: 'free' },
    before: null,
  };
}
