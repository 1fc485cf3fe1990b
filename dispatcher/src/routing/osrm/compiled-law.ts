import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { digest, keysOf } from '../law-key.ts';
import type { TravelLaw } from '../travel-law.ts';
import type { OsrmDataset } from './tools/dataset.ts';

/** A law as OSRM can hold it: per street, not per question. */
export interface CompiledLaw {
  /** No street that touches these can be driven. */
  readonly closed: readonly MultiPolygonCoordinates[];
  /** May be driven into, but at such a price that nobody crosses who can go round. */
  readonly heavy: readonly MultiPolygonCoordinates[];
  /** To cross one of these borders is as dear, so that who starts inside stays inside and who starts outside stays outside. */
  readonly cut: readonly MultiPolygonCoordinates[];
}

/** The law of a class that is the same for all who belong to it. */
export function compiledLaw({ avoid, enterOnly }: TravelLaw): CompiledLaw {
  return { closed: avoid, heavy: enterOnly, cut: [] };
}

/** Names what a process answers by: streets, profile and law. Equal content, equal token. */
export function tokenOf(dataset: Pick<OsrmDataset, 'hash'>, { closed, heavy, cut }: CompiledLaw): string {
  return digest([dataset.hash, keysOf(closed), keysOf(heavy), keysOf(cut)]);
}
