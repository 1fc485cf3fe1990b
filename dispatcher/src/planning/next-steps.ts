import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { ZoneInForce } from '@baogong/drizzle/queries/zones/zones-between';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { serviceModeOf } from '@baogong/drizzle/rules/service-mode';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import type { Amendments } from './amendments.ts';
import type { Departure } from './departures.ts';
import { type Errand, gatherErrands, type Source, type Step, type Stranded } from './errands.ts';
import { chooseGates, type GateChoice } from './gate-choice.ts';
import { sourceOf } from './sources.ts';
import type { TravelTables } from './travel-tables.ts';
import { type WaysBack, waysBack } from './ways-back.ts';
import type { World } from './world.ts';
import { isClosed, type ZoneAt, zoneFinder } from './zone-finder.ts';

interface Sited {
  readonly box: OpenBox;
  readonly source: Source;
  /** The zone in which the household lives, by its class. */
  readonly zone: ZoneInForce | null;
}

/** Steps put together, and the boxes that have none. */
export interface Steps {
  readonly errands: readonly Errand[];
  readonly stranded: readonly Stranded[];
}

interface Roads {
  readonly engine: LawfulEngine;
  readonly tables: TravelTables;
}

interface Asked {
  readonly world: World;
  readonly able: readonly Departure[];
  readonly amended: Amendments;
}

/**
 * The next step of every open box under the law: to its drop point, to the gate of its zone, from there to the door, or back
 * to a warehouse. A box that has no lawful step is named with the reason.
 */
export async function nextSteps({ engine, tables }: Roads, { world, able, amended }: Asked): Promise<Steps> {
  const zoneAt = zoneFinder(world);
  const stranded: Stranded[] = [];
  const sited = world.boxes.flatMap((box): Sited[] => {
    const source = sourceOf(box, world);
    if (source) return [{ box, source, zone: zoneAt(box.household.building.point) }];
    // Also what rides with a busy traveller is on record as looked at, so that it does not keep others waiting.
    const reason = isUnderWay(box, world) ? 'travellerUnderWay' : 'travellerOffDuty';
    stranded.push({ box, reason, evidence: { custodian: box.custodian } });
    return [];
  });
  const choice = await chooseGates(engine, world, gateQuestions(sited, world, zoneAt));
  const returning = sited.filter(({ box }) => amended.returning.has(box.id));
  const back = await waysBack(tables, { world, able, sources: returning.map(({ source }) => source) });

  const steps = sited.flatMap(({ box, source, zone }) => {
    const homeward = amended.returning.has(box.id) ? returnStep(source, back) : null;
    const step = homeward ?? stepOf({ box, source, zone }, { world, zoneAt, choice });
    if (step) return [{ box, step }];
    stranded.push({ box, reason: 'noGateReachable', evidence: { zoneId: zone?.id } });
    return [];
  });
  return { errands: gatherErrands(steps), stranded };
}

/** Nothing to go back to is no reason not to be brought to the household. */
function returnStep(source: Source, back: WaysBack): Step | null {
  const way = back(source);
  return (
    way && { source, target: way.target, mode: 'handOver', zoneId: way.withinZoneId, withinZoneId: way.withinZoneId }
  );
}

interface Means {
  readonly world: World;
  readonly zoneAt: ZoneAt;
  readonly choice: GateChoice;
}

function stepOf({ box, source, zone }: Sited, means: Means): Step | null {
  const { household } = box;
  const { world, zoneAt, choice } = means;
  const door = { kind: 'building' as const, ...household.building };
  const dropPoint = { kind: 'dropPoint' as const, ...household.dropPoint };
  const common = { source, zoneId: zone?.id ?? null, withinZoneId: null };
  const mode = serviceModeOf(
    { ...household, zoneClass: zone?.class ?? null, innerDropPoint: hasInnerDropPoint(box, zone, means) },
    world.policy,
  );
  if (!zone || zone.class === 'precaution') {
    if (mode === 'door' || isClosed(zoneAt(dropPoint.point))) return { ...common, target: door, mode: 'door' };
    return { ...common, target: dropPoint, mode: 'self' };
  }
  if (isWithin(source, box, zone, zoneAt)) return { ...common, target: door, mode: 'door', withinZoneId: zone.id };
  if (mode === 'staggered') return { ...common, target: dropPoint, mode: 'staggered' };

  const from = approachOf(source, world, zoneAt);
  const gate = choice.gateFor({ zoneId: zone.id, from, building: household.building.point });
  if (!gate) return null;
  const target = { kind: 'gate' as const, id: gate.id, point: gate.point };
  return { ...common, target, mode: mode === 'gate' ? 'gate' : 'handOver' };
}

/** The box is already on the zone's ground or at one of its gates, where its carriers can take it. */
function isWithin(source: Source, box: OpenBox, zone: ZoneInForce, zoneAt: ZoneAt): boolean {
  if (source.aboardOf !== null) return zoneAt(source.place.point)?.id === zone.id && box.custodian.kind === 'rider';
  return box.gateZoneId === zone.id || zoneAt(source.place.point)?.id === zone.id;
}

/** Staggered pickup needs a drop point within the zone and an autonomous vehicle that may bring boxes there. */
function hasInnerDropPoint(box: OpenBox, zone: ZoneInForce | null, { world, zoneAt }: Means): boolean {
  if (!zone || zoneAt(box.household.dropPoint.point)?.id !== zone.id) return false;
  return world.travellers.some((traveller) => traveller.travellerClass === 'autonomousVehicle');
}

function isUnderWay(box: OpenBox, world: World): boolean {
  return world.travellers.some(
    (each) => each.busyUntil && (each.vehicleId === box.custodian.id || each.riderId === box.custodian.id),
  );
}

function gateQuestions(sited: readonly Sited[], world: World, zoneAt: ZoneAt) {
  return sited.flatMap(({ box, source, zone }) => {
    if (!zone || !isClosed(zone) || isWithin(source, box, zone, zoneAt)) return [];
    return [{ zoneId: zone.id, from: approachOf(source, world, zoneAt), building: box.household.building.point }];
  });
}

/** From where a gate is approached: a traveller whom a zone caught leaves it first, so his warehouse stands for him. */
function approachOf(source: Source, world: World, zoneAt: ZoneAt): LngLat {
  if (!isClosed(zoneAt(source.place.point))) return source.place.point;
  const based = world.travellers.find((traveller) => traveller.home.kind === 'warehouse');
  return based?.home.point ?? source.place.point;
}
