import type { PGlite } from '@electric-sql/pglite';

/** By type oid: scalars, JSON, instants, and arrays of these as statements here and BullMQ's return them. */
const KEPT = new Set([
  ...[16, 17, 18, 19, 20, 21, 23, 25, 26, 114, 700, 701, 1042, 1043, 1082, 1114, 1184, 1700, 2950, 3802],
  ...[199, 1000, 1003, 1005, 1007, 1009, 1015, 1016, 1021, 1022, 1028, 1115, 1182, 1185, 1231, 2951, 3807],
]);

/**
 * PGlite copies its whole table of parsers for every statement, and with PostGIS that is four hundred: without those that no
 * statement here needs, a statement takes about half the time. A type without a parser arrives as text.
 */
export function keepFewParsers(pglite: PGlite): void {
  pglite.parsers = Object.fromEntries(Object.entries(pglite.parsers).filter(([oid]) => KEPT.has(Number(oid))));
}
