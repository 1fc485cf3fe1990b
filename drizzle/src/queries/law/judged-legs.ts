import type { Reader } from '../../database/port.ts';
import { type LngLat, lineLengthM } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { type LegFacts, legVerdict } from '../../rules/leg-law.ts';
import type { Verdict } from '../../rules/refusal.ts';
import type { TravellerClass } from '../../rules/vocabulary.ts';
import { isStricter } from '../../rules/zone-law.ts';
import { type InsideLength, insideLengths } from '../zones/inside-lengths.ts';
import { type ZoneInForce, zonesBetween } from '../zones/zones-between.ts';
import { policyInForce } from './policy-in-force.ts';

/** A planned or running leg as the law looks at it. */
export interface LegToJudge {
  readonly id: Id;
  readonly travellerClass: TravellerClass;
  readonly line: readonly LngLat[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** An inside carrier's own zone: the innermost one in force that covers his home. */
  readonly ownZoneId: Id | null;
  /** The zone that was declared around the traveller and that he leaves by this leg, for the first time. */
  readonly leavesZoneId: Id | null;
}

/** The law's word on each leg, by PostGIS on its geometry, under every zone in force or recorded for the time of the leg. */
export async function judgedLegs(
  db: Reader,
  { cityId, at, legs }: { cityId: Id; at: Date; legs: readonly LegToJudge[] },
): Promise<Map<Id, Verdict>> {
  const judged = new Map<Id, Verdict>();
  if (legs.length === 0) return judged;

  const policy = await policyInForce(db, { cityId, at });
  const zones = new Map((await zonesBetween(db, { cityId, ...spanOf(legs) })).map((zone) => [zone.id, zone]));
  const lengths = zones.size === 0 ? [] : await lengthsOf(db, { cityId, legs });
  const byLeg = new Map<Id, InsideLength[]>();
  for (const length of lengths) byLeg.set(length.lineId, [...(byLeg.get(length.lineId) ?? []), length]);

  for (const leg of legs) judged.set(leg.id, legVerdict(factsOf(leg, byLeg.get(leg.id) ?? [], zones), policy));
  return judged;
}

function lengthsOf(db: Reader, { cityId, legs }: { cityId: Id; legs: readonly LegToJudge[] }): Promise<InsideLength[]> {
  const lines = legs.map(({ id, line, startsAt, endsAt }) => ({ id, line, from: startsAt, to: endsAt }));
  return insideLengths(db, { cityId, lines });
}

function factsOf(leg: LegToJudge, lengths: readonly InsideLength[], zones: ReadonlyMap<Id, ZoneInForce>): LegFacts {
  const touched = lengths.flatMap((length) => {
    const zone = zones.get(length.zoneId);
    const endsInside = length.startsInside || length.endsInside;
    return zone ? [{ id: zone.id, zoneClass: zone.class, insideM: length.insideM, endsInside }] : [];
  });
  const left = lengths.find((length) => length.zoneId === leg.leavesZoneId);
  return {
    travellerClass: leg.travellerClass,
    touched,
    own: ownGround(leg, touched, zones),
    leave: left
      ? {
          zoneId: left.zoneId,
          firstAfterChange: true,
          startsInside: left.startsInside,
          endsPastBoundaryM: left.endsPastM,
          durationS: (leg.endsAt.getTime() - leg.startsAt.getTime()) / 1000,
          leftBefore: false,
        }
      : null,
  };
}

/** What of a carrier's leg lies outside his own ground; the ground of a stricter zone within his own is not his. */
function ownGround(
  leg: LegToJudge,
  touched: LegFacts['touched'],
  zones: ReadonlyMap<Id, ZoneInForce>,
): LegFacts['own'] {
  const own = leg.ownZoneId ? zones.get(leg.ownZoneId) : undefined;
  if (!own) return null;
  const insideOwn = touched.find((zone) => zone.id === own.id)?.insideM ?? 0;
  const insideStricter = touched
    .filter((zone) => isStricter(zone.zoneClass, own.class))
    .reduce((sum, zone) => sum + zone.insideM, 0);
  return { zoneId: own.id, outsideM: Math.max(0, lineLengthM(leg.line) - insideOwn) + insideStricter };
}

function spanOf(legs: readonly LegToJudge[]): { from: Date; to: Date } {
  return {
    from: new Date(Math.min(...legs.map((leg) => leg.startsAt.getTime()))),
    to: new Date(Math.max(...legs.map((leg) => leg.endsAt.getTime()))),
  };
}
