import type { SeenBox, SeenZones } from '@baogong/drizzle/actions/waves/commit-plan';
import type { Plan, UnplannedBox } from '@baogong/drizzle/actions/waves/plan';
import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Solution } from '../solver/solution.ts';
import type { Posed } from './build-problem.ts';
import type { Drawn } from './draw-routes.ts';
import type { Stranded } from './errands.ts';
import { leftOut } from './left-out.ts';
import { type PlannerReason, plainReason } from './plain-reason.ts';
import { aheadOf } from './read-world.ts';
import type { World } from './world.ts';

export interface MadePlan {
  readonly plan: Omit<Plan, 'planMs'>;
  readonly seen: readonly SeenBox[];
  readonly seenZones: SeenZones;
}

interface Making {
  readonly world: World;
  readonly waveId: Id;
  readonly posed: Posed;
  readonly solution: Solution;
  readonly stranded: readonly Stranded[];
  readonly drawn: Drawn;
  /** Boxes that only the law keeps out of reach. */
  readonly openWithoutLaw: ReadonlySet<Id>;
}

/** A plan to commit: its routes, every box that it leaves out with the reason, and where it saw the boxes that it moves. */
export function madePlan(making: Making): MadePlan {
  const { world, waveId, posed, solution, stranded, drawn, openWithoutLaw } = making;
  const boxIds = new Set(
    drawn.routes.flatMap((route) => route.trips.flatMap((trip) => trip.stops.flatMap((stop) => stop.boxIds))),
  );
  const seen = world.boxes
    .filter((box) => boxIds.has(box.id))
    .map(({ id, custodian }) => ({ boxId: id, custodianKind: custodian.kind, custodianId: custodian.id }));
  const spoken = (box: OpenBox, reason: PlannerReason, evidence: Readonly<Record<string, unknown>>): UnplannedBox => ({
    boxId: box.id,
    reason: plainReason(reason, { openWithoutLaw: openWithoutLaw.has(box.id) }),
    evidence: { planner: reason, ...evidence },
  });
  const unserved = [...leftOut(posed, solution), ...stranded].map(({ box, reason, evidence }) =>
    spoken(box, reason, evidence),
  );
  const unlawful = unlawfulBoxes(posed, new Set([...boxIds, ...unserved.map(({ boxId }) => boxId)]));
  return {
    plan: {
      ...{ waveId, cityId: world.cityId, lawVersion: world.lawVersion, routes: drawn.routes },
      unplanned: [...unserved, ...unlawful.map((box) => spoken(box, 'noLawfulPath', { custodian: box.custodian }))],
    },
    seen,
    seenZones: { ...aheadOf(world.now), ids: world.zones.map((zone) => zone.id) },
  };
}

/** Boxes whose route was left out because the law refused one of its legs. */
function unlawfulBoxes(posed: Posed, spokenOf: ReadonlySet<Id>): OpenBox[] {
  return posed.errands.flatMap((errand) => errand.boxes).filter((box) => !spokenOf.has(box.id));
}
