import type { ActionTx } from '../../database/transaction.ts';
import { healthFactsOf } from '../../queries/health/health-facts-of.ts';
import { policyInForce } from '../../queries/law/policy-in-force.ts';
import { healthVerdict } from '../../rules/health-code.ts';
import { Refusal } from '../../rules/refusal.ts';
import { dutyOf } from '../health/require-valid-code.ts';
import type { Plan, PlannedRoute } from './plan.ts';

/**
 * Nobody is planned whose code does not hold to the planned end, by what is recorded at the commit. The rule for sealed
 * zones is the planner's to apply: here it is enough that one of the two rules is kept.
 */
export async function refuseSickRiders(tx: ActionTx, plan: Plan): Promise<void> {
  const riderIds = plan.routes.flatMap((route) => route.riderId ?? []);
  if (riderIds.length === 0) return;
  const facts = await healthFactsOf(tx.db, { riderIds, recordedBy: tx.now });
  const policy = await policyInForce(tx.db, { cityId: plan.cityId, at: tx.now });
  for (const route of plan.routes) {
    if (!route.riderId) continue;
    const asked = {
      ...{ facts: facts.get(route.riderId) ?? [], policy, duty: dutyOf(route.travellerClass) },
      ...{ from: tx.now, to: plannedEnd(route, tx.now), askedAt: tx.now },
    };
    if (!healthVerdict({ ...asked, sealed: false }).ok && !healthVerdict({ ...asked, sealed: true }).ok) {
      throw new Refusal('planStale', { moved: 'health', riderId: route.riderId });
    }
  }
}

function plannedEnd(route: PlannedRoute, now: Date): Date {
  return new Date(Math.max(now.getTime(), ...route.trips.map((trip) => trip.returnsAt.getTime())));
}
