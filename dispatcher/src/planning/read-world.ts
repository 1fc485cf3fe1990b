import type { Database, Reader } from '@baogong/drizzle/database/port';
import { healthFactsOf } from '@baogong/drizzle/queries/health/health-facts-of';
import { lawVersionOf } from '@baogong/drizzle/queries/law/law-version';
import { policyInForce } from '@baogong/drizzle/queries/law/policy-in-force';
import { openBoxes } from '@baogong/drizzle/queries/waves/open-boxes';
import { type Traveller, travellersOnShift } from '@baogong/drizzle/queries/waves/travellers-on-shift';
import { warehousePlaces } from '@baogong/drizzle/queries/waves/warehouse-places';
import { zoneGates } from '@baogong/drizzle/queries/waves/zone-gates';
import { zoneRelays } from '@baogong/drizzle/queries/waves/zone-relays';
import { ownZones } from '@baogong/drizzle/queries/zones/own-zones';
import { type ZoneInForce, zonesBetween } from '@baogong/drizzle/queries/zones/zones-between';
import { type HealthFact, healthVerdict } from '@baogong/drizzle/rules/health-code';
import type { Id } from '@baogong/drizzle/rules/ids';
import { duties, type Policy } from '@baogong/drizzle/rules/policy';
import type { AbleTraveller, World } from './world.ts';

/** A wave plans at most this many boxes; the others are the next one's. */
const BOXES_PER_WAVE = 1_500;
/** Recorded zones that take force within this time count as in force: most legs of the wave end later. */
const LOOK_AHEAD_MS = 90 * 60_000;

/** One repeatable-read look at everything that a wave of the city is planned from. */
export function readWorld(database: Database, { cityId, now }: { cityId: Id; now: Date }): Promise<World> {
  return database.read(async (db) => {
    const policy = await policyInForce(db, { cityId, at: now });
    const zones = await zonesBetween(db, { cityId, ...aheadOf(now) });
    const zoneIds = zones.map((zone) => zone.id);
    return {
      cityId,
      now,
      policy,
      zones,
      lawVersion: await lawVersionOf(db, cityId),
      gates: await zoneGates(db, { zoneIds, at: now }),
      relays: await zoneRelays(db, { zoneIds, at: now }),
      warehouses: await warehousePlaces(db, cityId),
      boxes: await openBoxes(db, { cityId, at: now, limit: BOXES_PER_WAVE }),
      travellers: await ableTravellers(db, { cityId, now, policy, zones }),
    };
  });
}

/** The time whose zones a plan is made under. */
export function aheadOf(now: Date): { readonly from: Date; readonly to: Date } {
  return { from: now, to: new Date(now.getTime() + LOOK_AHEAD_MS) };
}

async function ableTravellers(
  db: Reader,
  { cityId, now, policy, zones }: { cityId: Id; now: Date; policy: Policy; zones: readonly ZoneInForce[] },
): Promise<AbleTraveller[]> {
  const onShift = await travellersOnShift(db, { cityId, at: now });
  const riderIds = onShift.flatMap((traveller) => traveller.riderId ?? []);
  const facts = await healthFactsOf(db, { riderIds, recordedBy: now });
  const own = await ownZones(db, { riderIds, at: now });
  return onShift.flatMap((traveller) => {
    const ownZoneId = traveller.riderId ? (own.get(traveller.riderId) ?? null) : null;
    const sealed = zones.some((zone) => zone.id === ownZoneId && zone.class === 'sealed');
    const code = codeUntil({ traveller, facts, policy, sealed, now });
    if (!code.valid) return [];
    const until = code.until && code.until < traveller.shiftEndsAt ? code.until : traveller.shiftEndsAt;
    return [{ ...traveller, until, codeUntil: code.until, ownZoneId }];
  });
}

interface Asked {
  readonly traveller: Traveller;
  readonly facts: ReadonlyMap<Id, readonly HealthFact[]>;
  readonly policy: Policy;
  readonly sealed: boolean;
  readonly now: Date;
}

/** The last instant at which a traveller's code holds, if it ends; a vehicle without a person needs none. */
function codeUntil({ traveller, facts, policy, sealed, now }: Asked): { valid: boolean; until: Date | null } {
  const { riderId, travellerClass } = traveller;
  const duty = duties.find((each) => each === travellerClass);
  if (!riderId || !duty) return { valid: true, until: null };

  const known = facts.get(riderId) ?? [];
  const verdictTo = (to: Date) => healthVerdict({ policy, duty, sealed, facts: known, from: now, to, askedAt: now });
  const verdict = verdictTo(now);
  if (!verdict.ok) return { valid: false, until: null };
  const turns = known.flatMap(({ kind, validFrom }) => (kind === 'code' && validFrom > now ? [validFrom] : []));
  const ends = [verdict.value.validUntil, ...turns.filter((turn) => !verdictTo(turn).ok)];
  // A code is no longer valid at the very instant at which it ends, and plans count in seconds.
  return { valid: true, until: new Date(Math.min(...ends.map((end) => end.getTime())) - 1_000) };
}
