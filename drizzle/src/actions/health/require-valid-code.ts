import { eq } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { healthFactsOf } from '../../queries/health/health-facts-of.ts';
import { policyInForce } from '../../queries/law/policy-in-force.ts';
import { healthVerdict } from '../../rules/health-code.ts';
import { type Duty, duties } from '../../rules/policy.ts';
import type { Id } from '../../rules/ids.ts';
import { InvariantError } from '../../rules/refusal.ts';
import type { TravellerClass } from '../../rules/vocabulary.ts';
import { zones } from '../../schema/zones.ts';

export interface OnDuty {
  readonly cityId: Id;
  /** Null for an autonomous vehicle, which has no body and needs no code. */
  readonly riderId: Id | null;
  readonly travellerClass: TravellerClass;
  /** The zone that the work serves, whose class may ask for another rule. */
  readonly zoneId?: Id | null;
  /** The code must hold from now until then. */
  readonly until: Date;
}

/** Refuses unless the rider's code and test, as recorded now, hold from now until `until`. */
export async function requireValidCode(tx: ActionTx, duty: OnDuty): Promise<void> {
  if (!duty.riderId) return;
  const facts = await healthFactsOf(tx.db, { riderIds: [duty.riderId], recordedBy: tx.now });
  const verdict = healthVerdict({
    facts: facts.get(duty.riderId) ?? [],
    policy: await policyInForce(tx.db, { cityId: duty.cityId, at: tx.now }),
    duty: dutyOf(duty.travellerClass),
    sealed: duty.zoneId ? await isSealed(tx, duty.zoneId) : false,
    from: tx.now,
    to: duty.until,
    askedAt: tx.now,
  });
  if (!verdict.ok) throw verdict.refusal;
}

export function dutyOf(travellerClass: TravellerClass): Duty {
  const duty = duties.find((each) => each === travellerClass);
  if (!duty) throw new InvariantError(`class ${travellerClass} has no duty that a person does`);
  return duty;
}

async function isSealed(tx: ActionTx, zoneId: Id): Promise<boolean> {
  const [zone] = await tx.db.select({ class: zones.class }).from(zones).where(eq(zones.id, zoneId));
  return zone?.class === 'sealed';
}
