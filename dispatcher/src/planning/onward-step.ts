import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { ZoneInForce } from '@baogong/drizzle/queries/zones/zones-between';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { serviceModeOf } from '@baogong/drizzle/rules/service-mode';
import type { Amendments } from './amendments.ts';
import type { Source, Step } from './errands.ts';
import type { HandOverAsked, HandOverChoice } from './hand-over-choice.ts';
import type { World } from './world.ts';
import { isClosed, type ZoneAt } from './zone-finder.ts';

/** A box, where it can be fetched from, and the zone in which its household lives, by its class. */
export interface Sited {
  readonly box: OpenBox;
  readonly source: Source;
  readonly zone: ZoneInForce | null;
}

export interface Ground {
  readonly world: World;
  readonly zoneAt: ZoneAt;
  readonly amended: Amendments;
}

/** The lawful step of a box towards its household, or null where its zone has no gate or relay that can be reached. */
export function onwardStep(sited: Sited, ground: Ground & { readonly choice: HandOverChoice }): Step | null {
  const { box, source, zone } = sited;
  const { household } = box;
  const { world, zoneAt, choice } = ground;
  const door = { kind: 'building' as const, ...household.building };
  const dropPoint = { kind: 'dropPoint' as const, ...household.dropPoint };
  const common = { source, zoneId: zone?.id ?? null, withinZoneId: null };
  const innerDropPoint = hasInnerDropPoint(sited, ground);
  const mode = serviceModeOf({ ...household, zoneClass: zone?.class ?? null, innerDropPoint }, world.policy);
  if (!isClosed(zone)) {
    if (mode === 'door' || isClosed(zoneAt(dropPoint.point))) return { ...common, target: door, mode: 'door' };
    return { ...common, target: dropPoint, mode: 'self' };
  }
  if (isWithin(sited, zoneAt)) return { ...common, target: door, mode: 'door', withinZoneId: zone.id };
  if (mode === 'staggered') return { ...common, target: dropPoint, mode: 'staggered' };

  const target = choice.placeFor(handOverAsked(sited, zone, ground));
  return target && { ...common, target, mode: mode === 'gate' ? 'gate' : 'handOver' };
}

/** What has to be known of gates and relays before the steps of these boxes are chosen. */
export function handOversAsked(sited: readonly Sited[], ground: Ground): HandOverAsked[] {
  return sited.flatMap((each) => {
    const { zone } = each;
    return !isClosed(zone) || isWithin(each, ground.zoneAt) ? [] : [handOverAsked(each, zone, ground)];
  });
}

function handOverAsked({ box, source }: Sited, zone: ZoneInForce, { world, zoneAt, amended }: Ground): HandOverAsked {
  return {
    zoneId: zone.id,
    from: approachOf(source, world, zoneAt),
    building: box.household.building.point,
    // Whoever cannot come down for a box that was delivered before may still collect it at a gate, but never at a relay.
    byRelay: isForAutonomous(source, world) && box.state !== 'delivered' && !amended.byGate.has(box.id),
  };
}

/** The box is already on the zone's ground or at one of its gates, where its carriers can take it. */
function isWithin({ source, box, zone }: Sited, zoneAt: ZoneAt): boolean {
  if (source.aboardOf !== null) return zoneAt(source.place.point)?.id === zone?.id && box.custodian.kind === 'rider';
  return box.gateZoneId === zone?.id || zoneAt(source.place.point)?.id === zone?.id;
}

/** Staggered pickup needs a drop point within the zone and an autonomous vehicle that may bring boxes there. */
function hasInnerDropPoint({ box, source, zone }: Sited, { world, zoneAt }: Ground): boolean {
  return zoneAt(box.household.dropPoint.point)?.id === zone?.id && isForAutonomous(source, world);
}

/** Boxes aboard stay with their traveller; all others an autonomous vehicle at work can fetch. */
function isForAutonomous({ aboardOf }: Source, { travellers }: World): boolean {
  return travellers.some(
    ({ key, travellerClass }) => travellerClass === 'autonomousVehicle' && (aboardOf === null || aboardOf === key),
  );
}

/** From where a zone is approached: a traveller whom a zone caught leaves it first, so his warehouse stands for him. */
function approachOf(source: Source, world: World, zoneAt: ZoneAt): LngLat {
  if (!isClosed(zoneAt(source.place.point))) return source.place.point;
  const based = world.travellers.find((traveller) => traveller.home.kind === 'warehouse');
  return based?.home.point ?? source.place.point;
}
