import { InvariantError } from '@baogong/drizzle/rules/refusal';

/** The part of VROOM's request (its `docs/API.md`) that is understood; every other field is refused by name. */
export interface VroomInput {
  readonly vehicles: readonly VroomVehicle[];
  readonly jobs: readonly VroomJob[];
  readonly matrices: Readonly<Record<string, VroomMatrix>>;
}

export interface VroomVehicle {
  readonly id: number;
  readonly profile?: string;
  readonly description?: string;
  readonly start_index: number;
  readonly end_index: number;
  readonly capacity?: readonly number[];
  readonly skills?: readonly number[];
  readonly time_window?: readonly [number, number];
  readonly costs?: { readonly fixed?: number; readonly per_hour?: number; readonly per_km?: number };
}

export interface VroomJob {
  readonly id: number;
  readonly description?: string;
  readonly location_index: number;
  readonly service?: number;
  readonly delivery?: readonly number[];
  readonly skills?: readonly number[];
  readonly priority?: number;
  readonly time_windows?: readonly (readonly [number, number])[];
}

interface VroomMatrix {
  readonly durations: readonly (readonly number[])[];
  readonly distances?: readonly (readonly number[])[];
}

const known = {
  request: ['vehicles', 'jobs', 'matrices'],
  vehicle: [
    ...['id', 'profile', 'description', 'start', 'end', 'start_index', 'end_index', 'capacity', 'skills'],
    ...['time_window', 'costs'],
  ],
  job: [
    ...['id', 'description', 'location', 'location_index', 'service', 'delivery', 'amount', 'skills', 'priority'],
    'time_windows',
  ],
  costs: ['fixed', 'per_hour', 'per_km'],
  matrix: ['durations', 'distances'],
};

/** Reads a request; what is not supported (shipments and breaks among it) is refused by name, never passed over. */
export function readVroomInput(text: string): VroomInput {
  const request = record('request', JSON.parse(text));
  for (const field of ['shipments', 'distribute_options'] as const)
    if (Array.isArray(request[field]) && request[field].length === 0) delete request[field];
  refuseUnknown('', request, known.request);
  const matrices = record('matrices', request.matrices);
  for (const [profile, matrix] of Object.entries(matrices)) {
    refuseUnknown(`matrices.${profile}.`, record(`matrices.${profile}`, matrix), known.matrix);
    checkMatrix(profile, matrix as VroomMatrix);
  }
  const vehicles = list('vehicles', request.vehicles).map((vehicle, index) => {
    const name = `vehicles[${index}].`;
    refuseUnknown(name, vehicle, known.vehicle);
    refuseUnknown(`${name}costs.`, record(`${name}costs`, vehicle.costs ?? {}), known.costs);
    whole(`${name}start_index`, vehicle.start_index);
    whole(`${name}end_index`, vehicle.end_index);
    return vehicle as unknown as VroomVehicle;
  });
  const jobs = list('jobs', request.jobs ?? []).map((job, index) => {
    refuseUnknown(`jobs[${index}].`, job, known.job);
    whole(`jobs[${index}].location_index`, job.location_index);
    // `amount` is the name that `delivery` had before version 1.3.
    return { ...job, delivery: job.delivery ?? job.amount } as unknown as VroomJob;
  });
  return { vehicles, jobs, matrices: matrices as Record<string, VroomMatrix> };
}

type Fields = Record<string, unknown>;

function record(name: string, value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvariantError(`${name} is ${JSON.stringify(value) ?? 'missing'}; accepted is an object`);
  return value as Fields;
}

function list(name: string, value: unknown): Fields[] {
  if (!Array.isArray(value)) throw new InvariantError(`${name} is missing; accepted is a list`);
  return value.map((each, index) => record(`${name}[${index}]`, each));
}

function refuseUnknown(prefix: string, fields: Fields, names: readonly string[]): void {
  for (const name of Object.keys(fields))
    if (!names.includes(name)) throw new InvariantError(`${prefix}${name} is not supported`);
}

function whole(name: string, value: unknown): void {
  if (!Number.isInteger(value) || Number(value) < 0)
    throw new InvariantError(`${name} is ${value}; accepted is an index into the matrix`);
}

function checkMatrix(profile: string, { durations, distances }: VroomMatrix): void {
  const count = durations?.length ?? 0;
  for (const [field, table] of [['durations', durations] as const, ['distances', distances ?? durations] as const]) {
    if (count === 0 || table.length !== count || table.some((row) => row.length !== count))
      throw new InvariantError(`matrices.${profile}.${field} is not a square of ${count}`);
    if (table.some((row) => row.some((value) => !Number.isInteger(value) || value < 0)))
      throw new InvariantError(`matrices.${profile}.${field} has a value that is no whole number from 0`);
  }
}
