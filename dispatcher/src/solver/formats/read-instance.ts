import type { Instance, Rounding } from '../flat/instance.ts';
import { readSolomon } from './solomon.ts';
import { readVrplib, usualRounding } from './vrplib.ts';

export type InstanceFormat = 'vrplib' | 'solomon';

/** Solomon text has no `KEY : value` lines. */
export function formatOf(text: string): InstanceFormat {
  return /^\s*(NAME|TYPE|DIMENSION)\s*:/m.test(text) ? 'vrplib' : 'solomon';
}

/** Reads an instance file; without a rounding, the usual one of its family. */
export function readInstance(text: string, format: InstanceFormat, rounding: Rounding | null): Instance {
  return format === 'vrplib'
    ? readVrplib(text, rounding ?? usualRounding(text))
    : readSolomon(text, rounding ?? 'dimacs');
}
