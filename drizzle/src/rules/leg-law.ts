import type { Id } from './ids.ts';
import type { Policy } from './policy.ts';
import type { Verdict } from './refusal.ts';
import { accepted, refused } from './verdict.ts';
import type { TravellerClass } from './vocabulary.ts';
import { type LawZone, mayCross, mayEnter } from './zone-law.ts';

/** How far a leg lies in a zone in force. */
export interface ZoneTouched extends LawZone {
  readonly insideM: number;
  /** It starts or ends there, at a stop, relay, gate, warehouse or base, or where a newly forced zone found the traveller. */
  readonly endsInside: boolean;
}

/** A traveller whom a newly forced zone closed in, on his way out. */
export interface Leave {
  readonly zoneId: Id;
  readonly firstAfterChange: boolean;
  readonly startsInside: boolean;
  readonly endsPastBoundaryM: number;
  readonly durationS: number;
  /** He has left this zone by such a leg before. */
  readonly leftBefore: boolean;
}

export interface LegFacts {
  readonly travellerClass: TravellerClass;
  readonly touched: readonly ZoneTouched[];
  /** An inside carrier's own zone in force and how much of the leg lies outside its ground. */
  readonly own: { readonly zoneId: Id; readonly outsideM: number } | null;
  readonly leave: Leave | null;
}

/** Is this leg, planned or driven, free of forbidden crossings? */
export function legVerdict({ travellerClass, touched, own, leave }: LegFacts, policy: Policy): Verdict {
  const tolerated = policy.forbiddenCrossingM;
  const isCarrier = travellerClass === 'insideCarrier';
  if (isCarrier && own) {
    // Confined to his own ground: whatever lies outside it is forbidden, and whatever lies inside is his.
    if (own.outsideM <= tolerated) return accepted();
    return refused('legUnlawful', { reason: 'leftOwnZone', zoneId: own.zoneId, outsideM: own.outsideM, tolerated });
  }

  for (const zone of touched) {
    const asked = { travellerClass, zoneClass: zone.zoneClass, own: false };
    if (zone.insideM <= tolerated || mayCross(asked, policy)) continue;
    if (zone.endsInside && mayEnter(asked, policy)) continue;
    if (leave?.zoneId === zone.id) {
      const verdict = leaveVerdict(leave, policy);
      if (verdict.ok) continue;
      return verdict;
    }
    return refused('legUnlawful', { reason: 'forbiddenCrossing', zoneId: zone.id, insideM: zone.insideM, tolerated });
  }
  return accepted();
}

/** May a traveller caught inside leave this way? Once, at once, straight out. */
export function leaveVerdict(leave: Leave, policy: Policy): Verdict {
  const { pastBoundaryM, minutesMax } = policy.leave;
  const { zoneId } = leave;
  if (!leave.firstAfterChange) return refused('legUnlawful', { reason: 'leaveNotFirst', zoneId });
  if (leave.leftBefore) return refused('legUnlawful', { reason: 'leftBefore', zoneId });
  if (!leave.startsInside) return refused('legUnlawful', { reason: 'leaveStartsOutside', zoneId });
  if (leave.endsPastBoundaryM > pastBoundaryM) {
    return refused('legUnlawful', {
      reason: 'leaveEndsTooFar',
      zoneId,
      pastM: leave.endsPastBoundaryM,
      accepted: pastBoundaryM,
    });
  }
  if (leave.durationS > minutesMax * 60) {
    return refused('legUnlawful', {
      reason: 'leaveTooLong',
      zoneId,
      durationS: leave.durationS,
      accepted: minutesMax * 60,
    });
  }
  return accepted();
}
