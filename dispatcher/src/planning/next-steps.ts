import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import type { Amendments } from './amendments.ts';
import type { Departure } from './departures.ts';
import { type Errand, gatherErrands, type Source, type Step, type Stranded } from './errands.ts';
import { chooseHandOver } from './hand-over-choice.ts';
import { handOversAsked, onwardStep, type Sited } from './onward-step.ts';
import { sourceOf } from './sources.ts';
import type { TravelTables } from './travel-tables.ts';
import { type WaysBack, waysBack } from './ways-back.ts';
import type { World } from './world.ts';
import { zoneFinder } from './zone-finder.ts';

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
 * The next step of every open box under the law: to its drop point, to a gate or relay of its zone, from there to the door;
 * by way of a rider base; or back to a warehouse. A box that has no lawful step is named with the reason.
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
  const ground = { world, zoneAt, amended };
  const choice = await chooseHandOver(engine, { world, able }, handOversAsked(sited, ground));
  const returning = sited.filter(({ box }) => amended.returning.has(box.id));
  const back = await waysBack(tables, { world, able, sources: returning.map(({ source }) => source) });

  const steps = sited.flatMap((each) => {
    const { box, source, zone } = each;
    const homeward = amended.returning.has(box.id) ? returnStep(source, back) : null;
    const step = homeward ?? baseStep(each, amended) ?? onwardStep(each, { ...ground, choice });
    if (step) return [{ box, step }];
    stranded.push({ box, reason: 'noGateReachable', evidence: { zoneId: zone?.id } });
    return [];
  });
  return { errands: gatherErrands(steps), stranded };
}

/** Nothing to go back to is no reason not to be brought to the household. */
function returnStep(source: Source, back: WaysBack): Step | null {
  const way = back(source);
  return way && { ...way, source, mode: 'handOver', zoneId: way.withinZoneId };
}

function baseStep({ box, source }: Sited, { byBase }: Amendments): Step | null {
  const target = byBase.get(box.id);
  return target ? { source, target, mode: 'handOver', zoneId: null, withinZoneId: null } : null;
}

function isUnderWay({ custodian }: OpenBox, { travellers }: World): boolean {
  return travellers.some(
    (each) => each.busyUntil && (each.vehicleId === custodian.id || each.riderId === custodian.id),
  );
}
