import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Place } from '@baogong/drizzle/rules/place';
import type { World } from './world.ts';

/** What a wave knows of single boxes beyond where they are and where they belong. */
export interface Amendments {
  /** They are brought to nobody any more and go back to a warehouse. */
  readonly returning: ReadonlySet<Id>;
  /** They enter their zone by a gate, because no autonomous vehicle has room for them. */
  readonly byGate: ReadonlySet<Id>;
  /** They go by way of a rider base, whose riders bring them on. */
  readonly byBase: ReadonlyMap<Id, Place>;
}

/** As often a box is brought to its place before it goes back. */
const FAILED_STOPS_MAX = 2;

/** What is known before anything is planned. */
export function firstAmendments(world: World): Amendments {
  const failed = world.boxes.filter((box) => box.failedStops >= FAILED_STOPS_MAX && canComeBack(box));
  return { returning: new Set(failed.map((box) => box.id)), byGate: new Set(), byBase: new Map() };
}

/** A delivered box is its household's, also on a follow-on way; one in a warehouse has not left it. */
export function canComeBack({ state, custodian }: OpenBox): boolean {
  return state !== 'delivered' && custodian.kind !== 'warehouse' && custodian.kind !== 'dropPoint';
}
