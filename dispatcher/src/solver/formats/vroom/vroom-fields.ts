import { InvariantError } from '@baogong/drizzle/rules/refusal';

/** What a request holds before anybody has looked at it. Each reader refuses a value with its name and what is accepted. */
export type Fields = Record<string, unknown>;

/** Numbers are kept in 32 bits. */
const numberMax = 2 ** 31 - 1;

export function readRecord(name: string, value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvariantError(`${name} is ${shown(value)}; accepted is an object`);
  return value as Fields;
}

export function readList(name: string, value: unknown): Fields[] {
  if (!Array.isArray(value)) throw new InvariantError(`${name} is ${shown(value)}; accepted is a list`);
  return value.map((each, index) => readRecord(`${name}[${index}]`, each));
}

export function refuseUnknown(prefix: string, fields: Fields, names: readonly string[]): void {
  for (const name of Object.keys(fields))
    if (!names.includes(name)) throw new InvariantError(`${prefix}${name} is not supported`);
}

export function refuseNamesakes(name: string, list: readonly { readonly id: number }[]): void {
  const known = new Set<number>();
  for (const [index, { id }] of list.entries()) {
    if (known.has(id)) throw new InvariantError(`${name}[${index}].id is ${id}; accepted is an id that no other has`);
    known.add(id);
  }
}

export function checkWhole(name: string, value: unknown, max = numberMax): void {
  if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > max)
    throw new InvariantError(`${name} is ${shown(value)}; accepted is a whole number from 0 to ${max}`);
}

/** Amounts and skills: may be missing. */
export function checkWholes(name: string, values: unknown): void {
  if (values === undefined) return;
  if (!Array.isArray(values)) throw new InvariantError(`${name} is ${shown(values)}; accepted is a list`);
  values.forEach((value, index) => {
    checkWhole(`${name}[${index}]`, value);
  });
}

/** A pair of seconds, the last one within the window. */
export function checkWindow(name: string, window: unknown): void {
  if (!Array.isArray(window) || window.length !== 2)
    throw new InvariantError(`${name} is ${shown(window)}; accepted is a pair of seconds`);
  checkWhole(`${name}[0]`, window[0]);
  checkWhole(`${name}[1]`, window[1]);
  if (window[1] < window[0])
    throw new InvariantError(`${name} is ${shown(window)}; accepted is an end that is not before the start`);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
