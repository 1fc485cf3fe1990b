import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { type Instance, NO_LIMIT, type Rounding, roundTo } from '../flat/instance.ts';
import { euclideanMatrix, fullMatrixPlacesMax } from './distance-matrix.ts';
import { readFleet } from './vrplib-fleet.ts';
import { type VrplibFile, vrplibSections } from './vrplib-sections.ts';

const knownSections = new Set([
  ...['NODE_COORD', 'DEMAND', 'DEPOT', 'SERVICE_TIME', 'TIME_WINDOW', 'RELEASE_TIME', 'PRIZE', 'CAPACITY'],
  ...['VEHICLES_DEPOT', 'VEHICLES_FIXED_COST', 'VEHICLES_UNIT_DISTANCE_COST', 'VEHICLES_MAX_DURATION'],
  ...['VEHICLES_RELOAD_DEPOT', 'VEHICLES_MAX_RELOADS', 'VEHICLES_ALLOWED_CLIENTS'],
]);
const knownFields = new Set([
  ...['NAME', 'COMMENT', 'TYPE', 'DIMENSION', 'EDGE_WEIGHT_TYPE', 'CAPACITY', 'VEHICLES', 'SERVICE_TIME'],
  ...['VEHICLES_MAX_DURATION', 'VEHICLES_MAX_RELOADS'],
]);

/** Places in files are numbered from 1. */
const placesMax = 1_000_000;

/** The rounding of an instance family by the file's TYPE, where none is asked for. */
export function usualRounding(text: string): Rounding {
  const type = vrplibSections(text).fields.get('TYPE') ?? '';
  if (type === 'CVRP') return 'round';
  return ['HFVRP', 'MDVRPTW', 'SDVRPTW'].includes(type) ? 'exact' : 'dimacs';
}

/** Reads an instance in PyVRP's dialect of VRPLIB; what it does not know is refused by name, never passed over. */
export function readVrplib(text: string, rounding: Rounding): Instance {
  const file = vrplibSections(text);
  for (const name of file.sections.keys())
    if (!knownSections.has(name)) throw new InvariantError(`${name}_SECTION is not supported`);
  for (const name of file.fields.keys())
    if (!knownFields.has(name)) throw new InvariantError(`${name} is not supported`);
  const weights = file.fields.get('EDGE_WEIGHT_TYPE') ?? 'EUC_2D';
  if (weights !== 'EUC_2D') throw new InvariantError(`EDGE_WEIGHT_TYPE is ${weights}; accepted is EUC_2D`);

  const placeCount = wholeField(file, 'DIMENSION', 1, placesMax);
  const depotCount = countDepots(file);
  const table = (name: string, column: number, other: number) => placeColumn(file, name, { column, other, placeCount });
  const scaled = (values: Float64Array) => Int32Array.from(values, (value) => roundTo(rounding, value));
  const [x, y] = [table('NODE_COORD', 1, Number.NaN), table('NODE_COORD', 2, Number.NaN)];
  const serviceTimes = table('SERVICE_TIME', 1, Number(file.fields.get('SERVICE_TIME') ?? 0));
  if (!file.sections.has('SERVICE_TIME')) serviceTimes.fill(0, 0, depotCount);
  const opens = scaled(table('TIME_WINDOW', 1, 0));
  const closes = file.sections.has('TIME_WINDOW')
    ? scaled(table('TIME_WINDOW', 2, 0))
    : new Int32Array(placeCount).fill(NO_LIMIT);

  const instance: Instance = {
    name: file.fields.get('NAME') ?? 'vrplib',
    placeCount,
    depotCount,
    coordinates: { x, y },
    distances: placeCount <= fullMatrixPlacesMax ? euclideanMatrix(x, y, rounding) : null,
    rounding,
    demands: Int32Array.from(table('DEMAND', 1, 0)),
    serviceTimes: scaled(serviceTimes),
    opens,
    closes,
    releases: scaled(table('RELEASE_TIME', 1, 0)),
    prizes: Float64Array.from(table('PRIZE', 1, 0), (value) => roundTo(rounding, value)),
    ...readFleet(file, { placeCount, depotCount, rounding }),
  };
  checkPlaces(instance);
  return instance;
}

function countDepots(file: VrplibFile): number {
  const depots = (file.sections.get('DEPOT') ?? []).flat().filter((value) => value !== -1);
  depots.forEach((depot, index) => {
    if (depot !== index + 1)
      throw new InvariantError(`DEPOT_SECTION has ${depot}; accepted are the first places, 1, 2, …`);
  });
  // Files without the section (SDVRPTW) mean the first place.
  return Math.max(1, depots.length);
}

function placeColumn(
  file: VrplibFile,
  name: string,
  asked: { readonly column: number; readonly other: number; readonly placeCount: number },
): Float64Array {
  const { column, other, placeCount } = asked;
  const values = new Float64Array(placeCount).fill(other);
  for (const row of file.sections.get(name) ?? []) {
    const place = (row[0] ?? 0) - 1;
    const value = row[column];
    if (!Number.isInteger(place) || place < 0 || place >= placeCount || value === undefined)
      throw new InvariantError(`${name}_SECTION has the row "${row.join(' ')}"; accepted is a place to ${placeCount}`);
    values[place] = value;
  }
  return values;
}

export function wholeField(file: VrplibFile, name: string, from: number, to: number): number {
  const value = Number(file.fields.get(name));
  if (!Number.isInteger(value) || value < from || value > to)
    throw new InvariantError(`${name} is ${file.fields.get(name)}; accepted is a whole number from ${from} to ${to}`);
  return value;
}

function checkPlaces(instance: Instance): void {
  const { coordinates, demands, opens, closes, serviceTimes, releases, prizes } = instance;
  for (let place = 0; place < instance.placeCount; place++) {
    const check = (name: string, value: number | undefined, valid: boolean, accepted: string) => {
      if (!valid) throw new InvariantError(`${name} of place ${place + 1} is ${value}; accepted is ${accepted}`);
    };
    const opensAt = opens[place] ?? 0;
    const x = coordinates?.x[place];
    check('NODE_COORD_SECTION', x, !Number.isNaN(x), 'a coordinate');
    check('DEMAND_SECTION', demands[place], (demands[place] ?? -1) >= 0, '0 or more');
    check('TIME_WINDOW_SECTION', opensAt, opensAt >= 0, '0 or more');
    check('TIME_WINDOW_SECTION', closes[place], (closes[place] ?? -1) >= opensAt, `an end from ${opensAt} on`);
    check('SERVICE_TIME_SECTION', serviceTimes[place], (serviceTimes[place] ?? -1) >= 0, '0 or more');
    check('RELEASE_TIME_SECTION', releases[place], (releases[place] ?? -1) >= 0, '0 or more');
    check('PRIZE_SECTION', prizes[place], (prizes[place] ?? -1) >= 0, '0 or more');
  }
}
