import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { type Instance, NO_LIMIT, type Rounding, roundTo, type VehicleType } from '../flat/instance.ts';
import type { VrplibFile } from './vrplib-sections.ts';

interface Asked {
  readonly placeCount: number;
  readonly depotCount: number;
  readonly rounding: Rounding;
}

/** Reads each vehicle of a VRPLIB file and groups equal ones into types; without VEHICLES their number is not limited. */
export function readFleet(file: VrplibFile, asked: Asked): Pick<Instance, 'vehicleTypes' | 'vehicles'> {
  const declared = file.fields.get('VEHICLES');
  const count = declared === undefined ? 1 : Number(declared);
  if (!Number.isInteger(count) || count < 1)
    throw new InvariantError(`VEHICLES is ${declared}; accepted is a whole number from 1`);

  const types: VehicleType[] = [];
  const typeByKey = new Map<string, number>();
  const rows = vehicleRows(file, count);
  const vehicles = Int32Array.from({ length: count }, (_, vehicle) => {
    const key = JSON.stringify(rows.map(([name, bySection]) => [name, bySection.get(vehicle) ?? null]));
    const known = typeByKey.get(key);
    if (known !== undefined) return known;
    types.push(readVehicle(file, vehicle, rows, asked));
    typeByKey.set(key, types.length - 1);
    return types.length - 1;
  });
  if (declared === undefined && types.length > 1) throw new InvariantError('VEHICLES is missing in a mixed fleet');
  return { vehicleTypes: types, vehicles: declared === undefined ? null : vehicles };
}

type VehicleRows = readonly (readonly [string, ReadonlyMap<number, readonly number[]>])[];

/** By section, the row of each vehicle without its number. */
function vehicleRows(file: VrplibFile, count: number): VehicleRows {
  const names = [...file.sections.keys()].filter((name) => name === 'CAPACITY' || name.startsWith('VEHICLES_'));
  return names.map((name) => {
    const rows = new Map<number, readonly number[]>();
    for (const [number = 0, ...values] of file.sections.get(name) ?? []) {
      if (!Number.isInteger(number) || number < 1 || number > count)
        throw new InvariantError(`${name}_SECTION names vehicle ${number}; accepted is 1 to VEHICLES ${count}`);
      rows.set(number - 1, values);
    }
    return [name, rows] as const;
  });
}

function readVehicle(file: VrplibFile, vehicle: number, rows: VehicleRows, asked: Asked): VehicleType {
  const value = (name: string): number | undefined => {
    const bySection = rows.find(([section]) => section === name)?.[1];
    const found = bySection === undefined ? file.fields.get(name) : bySection.get(vehicle)?.[0];
    if (found === undefined) return undefined;
    if (!Number.isFinite(Number(found)) || Number(found) < 0)
      throw new InvariantError(`${name} of vehicle ${vehicle + 1} is ${found}; accepted is 0 or more`);
    return Number(found);
  };
  const scaled = (found: number | undefined) => (found === undefined ? undefined : roundTo(asked.rounding, found));
  const depot = (value('VEHICLES_DEPOT') ?? 1) - 1;
  const reloadDepot = value('VEHICLES_RELOAD_DEPOT');
  if (!Number.isInteger(depot) || depot >= asked.depotCount)
    throw new InvariantError(`VEHICLES_DEPOT of vehicle ${vehicle + 1} is ${depot + 1}, no depot of the instance`);
  if (reloadDepot !== undefined && reloadDepot - 1 !== depot)
    throw new InvariantError(`VEHICLES_RELOAD_DEPOT of vehicle ${vehicle + 1} differs from its own depot`);
  const maxDuration = scaled(value('VEHICLES_MAX_DURATION')) ?? NO_LIMIT;
  if (maxDuration < NO_LIMIT && reloadDepot !== undefined)
    throw new InvariantError('VEHICLES_MAX_DURATION together with VEHICLES_RELOAD_DEPOT is not supported');
  return {
    capacity: value('CAPACITY') ?? NO_LIMIT,
    fixedCost: scaled(value('VEHICLES_FIXED_COST')) ?? 0,
    unitCost: value('VEHICLES_UNIT_DISTANCE_COST') ?? 1,
    depot,
    maxDuration,
    tripsMax: reloadDepot === undefined ? 1 : (value('VEHICLES_MAX_RELOADS') ?? asked.placeCount) + 1,
    allowed: allowedClients(rows, vehicle, asked.placeCount),
  };
}

function allowedClients(rows: VehicleRows, vehicle: number, placeCount: number): Uint8Array | null {
  const bySection = rows.find(([name]) => name === 'VEHICLES_ALLOWED_CLIENTS')?.[1];
  if (bySection === undefined) return null;
  const allowed = new Uint8Array(placeCount);
  for (const place of bySection.get(vehicle) ?? []) {
    if (!Number.isInteger(place) || place < 1 || place > placeCount)
      throw new InvariantError(`VEHICLES_ALLOWED_CLIENTS of vehicle ${vehicle + 1} names place ${place}`);
    allowed[place - 1] = 1;
  }
  return allowed;
}
