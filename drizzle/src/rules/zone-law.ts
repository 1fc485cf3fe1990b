import type { Id } from './ids.ts';
import type { Policy, ZoneRight } from './policy.ts';
import type { ServiceMode, TravellerClass, ZoneClass } from './vocabulary.ts';

/** A zone as the law sees it. */
export interface LawZone {
  readonly id: Id;
  readonly zoneClass: ZoneClass;
}

/** A zone with the time for which it is in force, `[validFrom, validTo)`. */
export interface TimedZone extends LawZone {
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

const strictness: Readonly<Record<ZoneClass, number>> = { precaution: 1, restricted: 2, sealed: 3 };

/** Is the first class stricter than the second? The stricter zone keeps the ground where two meet. */
export function isStricter(one: ZoneClass, other: ZoneClass): boolean {
  return strictness[one] > strictness[other];
}

/** Of the zones that cover a place, the one whose class decides there: the strictest; of equals the first by id. */
export function innermostZone<Z extends LawZone>(covering: readonly Z[]): Z | null {
  return covering.reduce<Z | null>((inner, zone) => {
    if (!inner || isStricter(zone.zoneClass, inner.zoneClass)) return zone;
    return zone.zoneClass === inner.zoneClass && zone.id < inner.id ? zone : inner;
  }, null);
}

type Deed = 'enter' | 'cross' | 'serve';

interface Asked {
  readonly travellerClass: TravellerClass;
  /** null: ground without a zone, where everybody may do everything. */
  readonly zoneClass: ZoneClass | null;
  /** The zone is the traveller's own. */
  readonly own: boolean;
}

function may(deed: Deed, { travellerClass, zoneClass, own }: Asked, policy: Policy): boolean {
  if (zoneClass === null) return true;

  const right: ZoneRight = policy.zoneLaw[travellerClass][zoneClass];
  return right[deed] && (own || !right.ownOnly);
}

export function mayEnter(asked: Asked, policy: Policy): boolean {
  return may('enter', asked, policy);
}

export function mayCross(asked: Asked, policy: Policy): boolean {
  return may('cross', asked, policy);
}

export function mayServe(asked: Asked, policy: Policy): boolean {
  return may('serve', asked, policy);
}

/** May this traveller deliver in this mode? A door needs a person; a gate lies outside its zone, whatever its class. */
export function mayDeliver(asked: Asked & { readonly mode: ServiceMode }, policy: Policy): boolean {
  if (asked.mode === 'door' && asked.travellerClass === 'autonomousVehicle') return false;
  return asked.mode === 'gate' || mayServe(asked, policy);
}

/** The zones under which a leg is judged: also a future one counts for a leg that would end after its start. */
export function zonesInForce<Z extends TimedZone>(zones: readonly Z[], leg: { startsAt: Date; endsAt: Date }): Z[] {
  return zones.filter(
    ({ validFrom, validTo }) => validFrom < leg.endsAt && (validTo === null || leg.startsAt < validTo),
  );
}

interface LegAsked {
  readonly travellerClass: TravellerClass;
  /** Every zone in force during the leg. */
  readonly zones: readonly LawZone[];
  /** The zones on whose ground it starts or ends, at a stop, relay, gate, warehouse or base; outer zones included. */
  readonly endsIn: readonly Id[];
  /** An inside carrier's own zone: the innermost one in force that covers his home. */
  readonly ownZoneId: Id | null;
}

/** Where a leg may not go: ids of zones to keep off, and the one zone not to leave. */
export interface LawfulGround {
  readonly avoid: readonly Id[];
  readonly confineTo: Id | null;
}

/** The ground on which a leg of this traveller is lawful. */
export function lawfulGround({ travellerClass, zones, endsIn, ownZoneId }: LegAsked, policy: Policy): LawfulGround {
  const own = zones.find((zone) => zone.id === ownZoneId);
  if (travellerClass === 'insideCarrier' && own) {
    // The ground of a stricter zone within his own is not his; weaker zones around it do not matter to him.
    const inner = zones.filter((zone) => isStricter(zone.zoneClass, own.zoneClass));
    return { avoid: inner.map((zone) => zone.id), confineTo: own.id };
  }

  const closed = zones.filter((zone) => {
    const asked: Asked = { travellerClass, zoneClass: zone.zoneClass, own: zone.id === ownZoneId };
    return !mayCross(asked, policy) && !(endsIn.includes(zone.id) && mayEnter(asked, policy));
  });
  return { avoid: closed.map((zone) => zone.id), confineTo: null };
}

/** The ids of the zones that a leg may not touch. */
export function zonesToAvoid(asked: LegAsked, policy: Policy): readonly Id[] {
  return lawfulGround(asked, policy).avoid;
}
