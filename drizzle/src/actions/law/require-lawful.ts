import type { ActionTx } from '../../database/transaction.ts';
import { judgedLegs } from '../../queries/law/judged-legs.ts';
import { ownZones } from '../../queries/zones/own-zones.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type { LegPurpose } from '../../rules/vocabulary.ts';
import type { DrivenRoute } from '../routes/driver.ts';

interface Departing {
  readonly leg: {
    readonly id: Id;
    readonly line: readonly LngLat[];
    readonly purpose: LegPurpose;
    readonly zoneId: Id | null;
  };
  readonly route: Pick<DrivenRoute, 'cityId' | 'riderId' | 'travellerClass'>;
  readonly until: Date;
}

/** Refuses a leg that would cross against the law if it were driven from now until `until`. */
export async function requireLawful(tx: ActionTx, { leg, route, until }: Departing): Promise<void> {
  const own =
    route.riderId && route.travellerClass === 'insideCarrier'
      ? await ownZones(tx.db, { riderIds: [route.riderId], at: tx.now })
      : new Map<Id, Id>();
  const judged = await judgedLegs(tx.db, {
    cityId: route.cityId,
    at: tx.now,
    legs: [
      {
        id: leg.id,
        travellerClass: route.travellerClass,
        line: leg.line,
        startsAt: tx.now,
        endsAt: until,
        ownZoneId: route.riderId ? (own.get(route.riderId) ?? null) : null,
        leavesZoneId: leg.purpose === 'leave' ? leg.zoneId : null,
      },
    ],
  });
  const verdict = judged.get(leg.id);
  if (verdict && !verdict.ok) throw verdict.refusal;
}
