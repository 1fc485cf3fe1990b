import type { Id } from '../rules/ids.ts';
import { CityInputError } from './city-input-error.ts';
import { type CityRows, type FolderRowKind, rowsFile } from './folder.ts';

/** Which field of a row names a row of which kind. */
const references: { readonly [Kind in FolderRowKind]?: Readonly<Record<string, FolderRowKind>> } = {
  accounts: { personId: 'people' },
  grants: { accountId: 'accounts', jurisdictionId: 'jurisdictions' },
  dropPoints: { communityId: 'jurisdictions', leaderAccountId: 'accounts' },
  households: {
    buildingId: 'jurisdictions',
    communityId: 'jurisdictions',
    dropPointId: 'dropPoints',
    accountId: 'accounts',
  },
  gates: { communityId: 'jurisdictions' },
  warehouses: { jurisdictionId: 'jurisdictions' },
  riderBases: { jurisdictionId: 'jurisdictions' },
  balances: { skuId: 'skus', warehouseId: 'warehouses' },
  vehicles: { homeWarehouseId: 'warehouses' },
  riders: {
    personId: 'people',
    accountId: 'accounts',
    baseId: 'riderBases',
    homeBuildingId: 'jurisdictions',
    vehicleId: 'vehicles',
  },
  shifts: { riderId: 'riders', vehicleId: 'vehicles' },
  health: { riderId: 'riders' },
};

/** Refuses rows that name no row, share an id, or miss what the tables demand of several fields together. */
export function requireReferences(rows: CityRows): void {
  const ids = new Map<string, ReadonlySet<Id>>();
  for (const [kind, list] of Object.entries(rows)) ids.set(kind, uniqueIds(kind as FolderRowKind, list));

  for (const [kind, fields] of Object.entries(references)) {
    const list: readonly object[] = rows[kind as FolderRowKind];
    for (const [field, target] of Object.entries(fields)) {
      list.forEach((row, index) => {
        const value: unknown = Reflect.get(row, field);
        if (value === undefined || (typeof value === 'string' && ids.get(target)?.has(value))) return;
        throw wrong(kind as FolderRowKind, index, field, value, `the id of a row in ${rowsFile(target)}`);
      });
    }
  }

  rows.streets.forEach((street, index) => {
    if (street.nodes.length === street.line.length) return;
    throw wrong('streets', index, 'nodes', street.nodes.length, `${street.line.length} nodes, one for each position`);
  });
  rows.riders.forEach((rider, index) => {
    if (rider.baseId ?? rider.homeBuildingId ?? rider.vehicleId) return;
    throw wrong('riders', index, 'baseId', undefined, 'a base, a home building or a vehicle to start from');
  });
  rows.shifts.forEach((shift, index) => {
    if ((shift.riderId === undefined) !== (shift.vehicleId === undefined)) return;
    throw wrong('shifts', index, 'riderId', shift.riderId, 'either a rider or a vehicle');
  });
}

function uniqueIds(kind: FolderRowKind, rows: readonly object[]): ReadonlySet<Id> {
  const ids = new Set<Id>();
  rows.forEach((row, index) => {
    const id: unknown = Reflect.get(row, 'id');
    if (typeof id !== 'string') return;
    if (ids.has(id)) throw wrong(kind, index, 'id', id, 'an id that no other row has');
    ids.add(id);
  });
  return ids;
}

function wrong(kind: FolderRowKind, index: number, field: string, value: unknown, accepted: string): CityInputError {
  return new CityInputError({ field: `${rowsFile(kind)}:${index + 1} ${field}`, value, problem: 'wrong', accepted });
}
