import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Place } from '@baogong/drizzle/rules/place';
import type { UnservedReason } from '../solver/solution.ts';
import { type Amendments, canComeBack } from './amendments.ts';
import type { Stranded } from './errands.ts';
import type { LeftOut } from './left-out.ts';
import type { World } from './world.ts';

interface FirstPlan {
  readonly world: World;
  readonly amended: Amendments;
  readonly left: readonly LeftOut[];
  readonly stranded: readonly Stranded[];
  /** Bases that boxes which were left out could go by. */
  readonly byBase: ReadonlyMap<Id, Place>;
}

/** With less than this left of his shift, a traveller brings back what he cannot bring to its place. */
const BACK_BEFORE_END_MS = 2 * 3_600_000;

/** What a wave learns from the boxes that its first plan leaves out, or null when nothing can be done better. */
export function secondThoughts({ world, amended, left, stranded, byBase }: FirstPlan): Amendments | null {
  const missing = [...left, ...stranded.map(({ box }) => ({ box, reason: null }))];
  const returning = missing.filter((each) => !amended.returning.has(each.box.id) && goesBack(each, world));
  const byGate = left.filter(({ errand }) => errand.target.kind === 'relay');
  if (returning.length + byGate.length + byBase.size === 0) return null;
  return { returning: withAll(amended.returning, returning), byGate: withAll(amended.byGate, byGate), byBase };
}

function withAll(known: ReadonlySet<Id>, more: readonly { box: OpenBox }[]): ReadonlySet<Id> {
  return new Set([...known, ...more.map(({ box }) => box.id)]);
}

/** It is aboard a free traveller, who alone can bring it, and he will not be able to any more today. */
function goesBack({ box, reason }: { box: OpenBox; reason: UnservedReason | null }, world: World): boolean {
  if (!canComeBack(box) || box.state !== 'loaded') return false;
  const { id } = box.custodian;
  const traveller = world.travellers.find((each) => each.vehicleId === id || each.riderId === id);
  if (!traveller || traveller.busyUntil) return false;
  return reason === 'shiftEnd' || traveller.until.getTime() - world.now.getTime() < BACK_BEFORE_END_MS;
}
