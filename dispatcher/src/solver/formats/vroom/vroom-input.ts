import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { type Fields, readList, readRecord, refuseUnknown } from './vroom-fields.ts';
import { readVroomJob, type VroomJob } from './vroom-job.ts';
import { readVroomVehicle, type VroomVehicle } from './vroom-vehicle.ts';

/** The part of VROOM's request (its `docs/API.md`) that is understood; every other field is refused by name. */
export interface VroomInput {
  readonly vehicles: readonly VroomVehicle[];
  readonly jobs: readonly VroomJob[];
  readonly matrices: Readonly<Record<string, VroomMatrix>>;
}

interface VroomMatrix {
  readonly durations: readonly (readonly number[])[];
  readonly distances?: readonly (readonly number[])[];
}

/** Reads a request; what is not supported (shipments among it) is refused by name, never passed over. */
export function readVroomInput(text: string): VroomInput {
  const request = readRecord('request', parsed(text));
  for (const field of ['shipments', 'distribute_options'] as const)
    if (Array.isArray(request[field]) && request[field].length === 0) delete request[field];
  refuseUnknown('', request, ['vehicles', 'jobs', 'matrices']);

  const matrices = readRecord('matrices', request.matrices);
  const sizes = Object.entries(matrices).map(([profile, matrix]) =>
    readMatrixSize(`matrices.${profile}`, readRecord(`matrices.${profile}`, matrix)),
  );
  const size = sizes[0] ?? 0;
  if (sizes.some((other) => other !== size))
    throw new InvariantError(`matrices have ${sizes.join(', ')} rows; accepted is one number for all`);

  const vehicles = readList('vehicles', request.vehicles).map((vehicle, index) =>
    readVroomVehicle(`vehicles[${index}]`, vehicle, size),
  );
  const jobs = readList('jobs', request.jobs ?? []).map((job, index) => readVroomJob(`jobs[${index}]`, job, size));
  // Each entry was checked above, down to its cells.
  return { vehicles, jobs, matrices: matrices as Record<string, VroomMatrix> };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvariantError(`request begins with ${JSON.stringify(text.slice(0, 40))}; accepted is JSON`, { cause });
  }
}

function readMatrixSize(name: string, matrix: Fields): number {
  refuseUnknown(`${name}.`, matrix, ['durations', 'distances']);
  const { durations, distances = durations } = matrix;
  const count = Array.isArray(durations) ? durations.length : 0;
  for (const [field, table] of Object.entries({ durations, distances })) {
    if (count === 0 || !isSquare(table, count))
      throw new InvariantError(`${name}.${field} is not a square of ${count}`);
    if (table.some((row) => row.some((value) => !Number.isInteger(value) || Number(value) < 0)))
      throw new InvariantError(`${name}.${field} has a value that is no whole number from 0`);
  }
  return count;
}

function isSquare(table: unknown, count: number): table is unknown[][] {
  return (
    Array.isArray(table) && table.length === count && table.every((row) => Array.isArray(row) && row.length === count)
  );
}
