import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { type Depot, FAR_S, type Problem, type Stop, type Travel, type Vehicle } from '../../problem.ts';
import type { VroomInput, VroomJob, VroomVehicle } from './vroom-input.ts';

/** One unit of VROOM's cost: makes its hourly and kilometre rates whole numbers per second and metre. */
export const costScale = 18_000;
/** More than any plan's routes cost: leaving a job out is the last resort, as in VROOM; priority counts on top. */
const prizeBase = 1_000_000_000;
const prizeMax = 1_000_000_000_000;
const hourlyUsual = 3600;

/** VROOM's request as a problem: each vehicle makes one trip from its start, where all goods are. */
export function vroomProblem({ vehicles, jobs, matrices }: VroomInput): Problem {
  const profiles = [...new Set(vehicles.map(profileOf))];
  const travel = profiles.map((profile): Travel => {
    const matrix = matrices[profile];
    if (matrix === undefined) throw new InvariantError(`matrices.${profile} is missing`);
    const durationsS = Int32Array.from(matrix.durations.flat());
    return { id: profile, durationsS, distancesM: Int32Array.from((matrix.distances ?? matrix.durations).flat()) };
  });
  const placeCount = Math.sqrt(travel[0]?.durationsS.length ?? 0);
  const width = Math.max(0, ...vehicles.map(({ capacity }) => capacity?.length ?? 0), ...jobs.map(widthOf));
  const starts = [...new Set(vehicles.map((vehicle) => vehicle.start_index))];
  return {
    epoch: new Date(0),
    places: Array.from({ length: placeCount }, (_, place) => String(place)),
    loadDimensions: Array.from({ length: width }, (_, dimension) => `amount ${dimension}`),
    loadClasses: [],
    travel,
    vehicles: vehicles.map((vehicle) => vehicleOf(vehicle, profiles, width)),
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
    stops: jobs.map((job) => stopOf(job, vehicles, width)),
  };
}

function profileOf({ profile }: VroomVehicle): string {
  return profile ?? 'car';
}

function widthOf({ delivery }: VroomJob): number {
  return delivery?.length ?? 0;
}

function vehicleOf(vehicle: VroomVehicle, profiles: readonly string[], width: number): Vehicle {
  const [fromS, toS] = vehicle.time_window ?? [0, FAR_S];
  const { fixed = 0, per_hour: hourly = hourlyUsual, per_km: perKm = 0 } = vehicle.costs ?? {};
  return {
    id: String(vehicle.id),
    label: vehicle.description ?? '',
    travel: profiles.indexOf(profileOf(vehicle)),
    capacity: Int32Array.from({ length: width }, (_, dimension) => vehicle.capacity?.[dimension] ?? 0),
    shift: { fromS, toS },
    start: { place: vehicle.start_index, atS: 0 },
    home: vehicle.end_index,
    fixedCost: fixed * costScale,
    costPerS: (hourly * costScale) / 3600,
    costPerM: (perKm * costScale) / 1000,
    tripsMax: 1,
    reloadS: 0,
    travelMaxS: FAR_S,
    rests: [],
    fairShare: { sharedS: FAR_S, costPerS: 0 },
  };
}

function stopOf(job: VroomJob, vehicles: readonly VroomVehicle[], width: number): Stop {
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
    windows: Int32Array.from((job.time_windows ?? []).flatMap(([from, to]) => [from, Math.min(FAR_S, to + 1)])),
    serviceS: job.service ?? 0,
    releaseS: 0,
    dueS: FAR_S,
    latenessCostPerS: 0,
    waitingCostPerS: 0,
    prize: Math.min(prizeMax, prizeBase * (1 + (job.priority ?? 0))),
    vehicles: able.length === vehicles.length ? null : Int32Array.from(able),
    depots: null,
    pin: { level: 'free' },
    before: null,
  };
}
