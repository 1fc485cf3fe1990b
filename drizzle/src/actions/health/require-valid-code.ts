import { sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { healthFactsOf } from '../../queries/health/health-facts-of.ts';
import { policyInForce } from '../../queries/law/policy-in-force.ts';
import { healthVerdict } from '../../rules/health-code.ts';
import type { Id } from '../../rules/ids.ts';
import { type Duty, duties } from '../../rules/policy.ts';
import { InvariantError } from '../../rules/refusal.ts';
import type { TravellerClass } from '../../rules/vocabulary.ts';

export interface OnDuty {
  /** The route that he drives. */
  readonly id: Id;
  readonly cityId: Id;
  /** Null for an autonomous vehicle, which has no body and needs no code. */
  readonly riderId: Id | null;
  readonly travellerClass: TravellerClass;
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
    sealed: await isInSealed(tx, { routeId: duty.id, riderId: duty.riderId }),
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

/** Work in a sealed zone, which may ask for another rule: the route serves one, or its carrier lives in one. */
async function isInSealed(tx: ActionTx, { routeId, riderId }: { routeId: Id; riderId: Id }): Promise<boolean> {
  const now = sql`${tx.now.toISOString()}::timestamptz`;
  const [row] = await rows<{ sealed: boolean }>(
    tx.db,
    sql`
      select exists (select from trips join stops on stops.trip_id = trips.id join zones on zones.id = stops.serves_zone_id
          where trips.route_id = ${routeId} and zones.class = 'sealed')
        or exists (select from riders join jurisdictions home on home.id = riders.home_building_id
          join zones on zones.city_id = riders.city_id and zones.class = 'sealed' and ST_Covers(zones.declared, home.point)
            and zones.valid_from <= ${now} and (zones.valid_to is null or zones.valid_to > ${now})
          where riders.id = ${riderId} and riders.traveller_class = 'insideCarrier') as sealed`,
  );
  return row?.sealed ?? false;
}
