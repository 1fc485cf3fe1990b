import { InvariantError } from '@baogong/drizzle/rules/refusal';
import { type Instance, NO_LIMIT, type Rounding, roundTo } from '../flat/instance.ts';
import { euclideanMatrix, fullMatrixPlacesMax } from './distance-matrix.ts';

const columns = ['CUST NO.', 'XCOORD.', 'YCOORD.', 'DEMAND', 'READY TIME', 'DUE DATE', 'SERVICE TIME'] as const;

/** Reads an instance in Solomon's text format (M. Solomon, 1987; also used by Gehring and Homberger, 1999). */
export function readSolomon(text: string, rounding: Rounding): Instance {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const fleetAt = lines.findIndex((line) => /^NUMBER\s+CAPACITY$/i.test(line));
  const [vehicleCount, capacity] = numbers(lines[fleetAt + 1] ?? '', 'VEHICLE', 2);
  const clientsAt = lines.findIndex((line) => /^CUST/i.test(line) && /NO/i.test(line));
  if (fleetAt < 0 || clientsAt < 0 || vehicleCount === undefined || capacity === undefined)
    throw new InvariantError('VEHICLE or CUSTOMER section is missing; accepted is Solomon text');

  const rows = lines
    .slice(clientsAt + 1)
    .filter((line) => line !== '')
    .map((line) => numbers(line, 'CUSTOMER', columns.length));
  if (rows.length === 0) throw new InvariantError('CUSTOMER section has no depot row');
  rows.forEach(checkRow);

  const column = (index: number) => Float64Array.from(rows, (row) => row[index] ?? 0);
  const scaled = (index: number) => Int32Array.from(column(index), (value) => roundTo(rounding, value));
  const [x, y] = [column(1), column(2)];
  return {
    name: lines.find((line) => line !== '') ?? 'solomon',
    placeCount: rows.length,
    depotCount: 1,
    coordinates: { x, y },
    distances: rows.length <= fullMatrixPlacesMax ? euclideanMatrix(x, y, rounding) : null,
    rounding,
    demands: Int32Array.from(column(3)),
    serviceTimes: scaled(6),
    opens: scaled(4),
    closes: scaled(5),
    releases: new Int32Array(rows.length),
    prizes: new Float64Array(rows.length),
    vehicleTypes: [
      { capacity, fixedCost: 0, unitCost: 1, depot: 0, maxDuration: NO_LIMIT, tripsMax: 1, allowed: null },
    ],
    vehicles: new Int32Array(vehicleCount),
  };
}

function numbers(line: string, field: string, count: number): number[] {
  const values = line.split(/\s+/).map(Number);
  if (values.length < count || values.some((value) => !Number.isFinite(value)))
    throw new InvariantError(`${field} has the line "${line}"; accepted are ${count} numbers`);
  return values;
}

function checkRow(row: readonly number[], index: number): void {
  const [number, , , demand = 0, opens = 0, closes = 0, service = 0] = row;
  const field = (name: string, value: number, valid: boolean, accepted: string) => {
    if (!valid) throw new InvariantError(`CUSTOMER ${number} ${name} is ${value}; accepted is ${accepted}`);
  };
  field('CUST NO.', number ?? -1, number === index, `${index}, rising from 0`);
  field('DEMAND', demand, Number.isInteger(demand) && demand >= 0, 'a whole number from 0');
  field('READY TIME', opens, opens >= 0, '0 or more');
  field('DUE DATE', closes, closes >= opens, `not before READY TIME ${opens}`);
  field('SERVICE TIME', service, service >= 0, '0 or more');
}
