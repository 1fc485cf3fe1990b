import { InvariantError } from '@baogong/drizzle/rules/refusal';
import {
  checkWhole,
  checkWholes,
  checkWindow,
  type Fields,
  readList,
  readRecord,
  refuseUnknown,
} from './vroom-fields.ts';

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
  readonly max_travel_time?: number;
  /** In the order in which they are taken. */
  readonly breaks: readonly VroomBreak[];
}

export interface VroomBreak {
  readonly id: number;
  readonly description?: string;
  readonly time_windows: readonly [readonly [number, number]];
  readonly service?: number;
}

const known = [
  ...['id', 'profile', 'description', 'start', 'end', 'start_index', 'end_index', 'capacity', 'skills'],
  ...['time_window', 'costs', 'max_travel_time', 'breaks'],
];

export function readVroomVehicle(name: string, vehicle: Fields, places: number): VroomVehicle {
  refuseUnknown(`${name}.`, vehicle, known);
  checkWhole(`${name}.id`, vehicle.id);
  checkWhole(`${name}.start_index`, vehicle.start_index, places - 1);
  checkWhole(`${name}.end_index`, vehicle.end_index, places - 1);
  checkWholes(`${name}.capacity`, vehicle.capacity);
  checkWholes(`${name}.skills`, vehicle.skills);
  if (vehicle.time_window !== undefined) checkWindow(`${name}.time_window`, vehicle.time_window);
  checkWhole(`${name}.max_travel_time`, vehicle.max_travel_time ?? 0);
  const costs = readRecord(`${name}.costs`, vehicle.costs ?? {});
  refuseUnknown(`${name}.costs.`, costs, ['fixed', 'per_hour', 'per_km']);
  for (const [field, value] of Object.entries(costs)) checkWhole(`${name}.costs.${field}`, value);
  // Each field of the interface was checked above.
  return { ...vehicle, breaks: readBreaks(`${name}.breaks`, vehicle.breaks ?? []) } as unknown as VroomVehicle;
}

/** In rising order of time. Breaks whose windows would let them run into each other have no order that always holds. */
function readBreaks(name: string, value: unknown): VroomBreak[] {
  const breaks = readList(name, value).map((each, index) => readBreak(`${name}[${index}]`, each));
  const sorted = breaks.sort((a, b) => a.time_windows[0][0] - b.time_windows[0][0]);
  let freeS = 0;
  for (const { id, service = 0, time_windows: windows } of sorted) {
    const [[fromS, toS]] = windows;
    if (fromS < freeS)
      throw new InvariantError(
        `${name} with id ${id} may begin at ${fromS}; accepted is ${freeS}, after the one before`,
      );
    freeS = toS + 1 + service;
  }
  return sorted;
}

function readBreak(name: string, fields: Fields): VroomBreak {
  refuseUnknown(`${name}.`, fields, ['id', 'description', 'time_windows', 'service']);
  checkWhole(`${name}.id`, fields.id);
  checkWhole(`${name}.service`, fields.service ?? 0);
  const windows = fields.time_windows;
  if (!Array.isArray(windows) || windows.length !== 1)
    throw new InvariantError(`${name}.time_windows is ${JSON.stringify(windows) ?? 'missing'}; accepted is one window`);
  checkWindow(`${name}.time_windows[0]`, windows[0]);
  // Each field of the interface was checked above.
  return fields as unknown as VroomBreak;
}
