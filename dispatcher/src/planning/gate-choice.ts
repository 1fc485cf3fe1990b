import type { ZoneGate } from '@baogong/drizzle/queries/waves/zone-gates';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import { classLaw } from './class-law.ts';
import type { World } from './world.ts';

export interface GateChoice {
  /** The gate through which a building of a zone is served from a source outside, or null when none can be reached on both sides. */
  gateFor(asked: { zoneId: Id; from: LngLat; building: LngLat }): ZoneGate | null;
}

/** On foot with boxes a metre costs more than on wheels. */
const FOOT_WEIGHT = 3;

/**
 * Chooses a gate for every building of the closed zones: reachable by car outside, on foot inside, nearest over both. Asked
 * once for a whole wave, so that the tables are few.
 */
export async function chooseGates(
  engine: LawfulEngine,
  world: World,
  asked: readonly { zoneId: Id; from: LngLat; building: LngLat }[],
): Promise<GateChoice> {
  const outer = new Map<string, number>();
  const inner = new Map<string, number>();
  for (const zoneId of new Set(asked.map((each) => each.zoneId))) {
    const gates = world.gates.filter((gate) => gate.zoneId === zoneId);
    const ofZone = asked.filter((each) => each.zoneId === zoneId);
    await learnOuter(engine, world, { gates, from: unique(ofZone.map((each) => each.from)), outer });
    await learnInner(engine, world, { zoneId, gates, buildings: unique(ofZone.map((each) => each.building)), inner });
  }

  return {
    gateFor({ zoneId, from, building }) {
      let best: ZoneGate | null = null;
      let bestS = Number.POSITIVE_INFINITY;
      for (const gate of world.gates) {
        if (gate.zoneId !== zoneId) continue;
        const outS = outer.get(key(from, gate.point)) ?? -1;
        const inS = inner.get(key(gate.innerPoint, building)) ?? -1;
        const totalS = outS + FOOT_WEIGHT * inS;
        if (outS < 0 || inS < 0 || totalS >= bestS) continue;
        best = gate;
        bestS = totalS;
      }
      return best;
    },
  };
}

interface Outer {
  readonly gates: readonly ZoneGate[];
  readonly from: readonly LngLat[];
  readonly outer: Map<string, number>;
}

/** By manned vehicles, and where a gate lies on ground closed to them, as within an outer zone, by autonomous ones. */
async function learnOuter(engine: LawfulEngine, world: World, { gates, from, outer }: Outer): Promise<void> {
  if (gates.length === 0 || from.length === 0) return;
  const to = gates.map((gate) => gate.point);
  for (const travellerClass of ['mannedVehicle', 'autonomousVehicle'] as const) {
    if (travellerClass === 'autonomousVehicle' && !hasAutonomous(world)) return;
    const law = classLaw({ ...world, travellerClass, ownZoneId: null });
    const table = await engine.matrix({ profile: 'car', law: law.law, from, to });
    from.forEach((origin, row) => {
      to.forEach((gate, column) => {
        const pair = key(origin, gate);
        if ((outer.get(pair) ?? -1) < 0) outer.set(pair, table.durationsS[row * to.length + column] ?? -1);
      });
    });
    if (from.every((origin) => to.every((gate) => (outer.get(key(origin, gate)) ?? -1) >= 0))) return;
  }
}

function hasAutonomous(world: World): boolean {
  return world.travellers.some((traveller) => traveller.travellerClass === 'autonomousVehicle');
}

interface Inner {
  readonly zoneId: Id;
  readonly gates: readonly ZoneGate[];
  readonly buildings: readonly LngLat[];
  readonly inner: Map<string, number>;
}

async function learnInner(
  engine: LawfulEngine,
  world: World,
  { zoneId, gates, buildings, inner }: Inner,
): Promise<void> {
  if (gates.length === 0 || buildings.length === 0) return;
  const law = classLaw({ ...world, travellerClass: 'insideCarrier', ownZoneId: zoneId });
  const from = gates.map((gate) => gate.innerPoint);
  const table = await engine.matrix({ profile: 'foot', law: law.law, from, to: buildings });
  from.forEach((gate, row) => {
    buildings.forEach((building, column) => {
      inner.set(key(gate, building), table.durationsS[row * buildings.length + column] ?? -1);
    });
  });
}

function key(from: LngLat, to: LngLat): string {
  return `${from.join()} ${to.join()}`;
}

function unique(points: readonly LngLat[]): LngLat[] {
  return [...new Map(points.map((point) => [point.join(), point])).values()];
}
