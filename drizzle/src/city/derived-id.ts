import { createHash } from 'node:crypto';
import { type Id, uuidV7 } from '../rules/ids.ts';

/** The instant that derived ids carry for ordinal 0; later ordinals follow by milliseconds, so that ids sort by ordinal. */
const FIRST_ID_MS = Date.UTC(2022, 1, 14);

export interface DerivedIdInput {
  readonly city: string;
  readonly seed: number;
  /** What the row is, in the folder's words, such as `household`. */
  readonly kind: string;
  readonly ordinal: number;
}

/** A UUIDv7 that depends on nothing but its arguments, so that a city made twice has the same rows. */
export function derivedId({ city, seed, kind, ordinal }: DerivedIdInput): Id {
  const digest = createHash('sha256').update(`${city}\n${seed}\n${kind}\n${ordinal}`).digest();
  return uuidV7(FIRST_ID_MS + ordinal, digest);
}
