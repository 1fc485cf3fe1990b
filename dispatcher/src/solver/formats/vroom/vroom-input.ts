import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { FAR_S } from '../../problem.ts';
import { type Fields, readList, readRecord, refuseNamesakes, refuseUnknown } from './vroom-fields.ts';
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
  if (vehicles.length === 0) throw new InvariantError('vehicles is []; accepted is a list of at least one');
  refuseNamesakes('vehicles', vehicles);
  refuseNamesakes('jobs', jobs);
  checkWidths(vehicles, jobs);
  // Each entry was checked above, down to its cells.
  return { vehicles, jobs, matrices: matrices as Record<string, VroomMatrix> };
}

/** Amounts may be missing, but those that are there tell of the same dimensions. */
function checkWidths(vehicles: readonly VroomVehicle[], jobs: readonly VroomJob[]): void {
  const amounts = [
    ...vehicles.map(({ capacity }, index) => [`vehicles[${index}].capacity`, capacity] as const),
    ...jobs.map(({ delivery }, index) => [`jobs[${index}].delivery`, delivery] as const),
  ];
  const width = amounts.find(([, amount]) => amount !== undefined)?.[1]?.length;
  for (const [name, amount] of amounts)
    if (amount !== undefined && amount.length !== width)
      throw new InvariantError(`${name} has ${amount.length} numbers; accepted are ${width} as in the others`);
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
    const wrong = table.flat().find((value) => !Number.isInteger(value) || Number(value) < 0 || Number(value) >= FAR_S);
    if (wrong !== undefined)
      throw new InvariantError(
        `${name}.${field} has ${JSON.stringify(wrong)}; accepted is a whole number below ${FAR_S}`,
      );
  }
  return count;
}

function isSquare(table: unknown, count: number): table is unknown[][] {
  return (
    Array.isArray(table) && table.length === count && table.every((row) => Array.isArray(row) && row.length === count)
  );
}
