import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Place } from '@baogong/drizzle/rules/place';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import { classLaw } from './class-law.ts';
import type { Departure } from './departures.ts';
import type { World } from './world.ts';

export interface HandOverAsked {
  readonly zoneId: Id;
  readonly from: LngLat;
  readonly building: LngLat;
  /** An autonomous vehicle may bring it, so that a relay within is a choice too. */
  readonly byRelay: boolean;
}

export interface HandOverChoice {
  /** The gate or relay through which a building of a zone is served, or null when none can be reached on both sides. */
  placeFor(asked: HandOverAsked): Place | null;
}

/** Where boxes are set down, and from where carriers go on with them. */
interface Candidate {
  readonly zoneId: Id;
  readonly place: Place & { readonly kind: 'gate' | 'relay' };
  readonly inner: LngLat;
}

/** On foot with boxes a metre costs more than on wheels. */
const FOOT_WEIGHT = 3;
/** What a visit of a relay takes beside the way there and back. */
const RELAY_VISIT_S = 15 * 60;

/**
 * Chooses a gate or relay for every building of the closed zones: reachable on wheels outside, on foot inside, nearest over
 * both. Asked once for a whole wave, so that the tables are few.
 */
export async function chooseHandOver(
  engine: LawfulEngine,
  { world, able }: { world: World; able: readonly Departure[] },
  asked: readonly HandOverAsked[],
): Promise<HandOverChoice> {
  const candidates = candidatesOf(world);
  const outer = new Map<string, number>();
  const inner = new Map<string, number>();
  for (const zoneId of new Set(asked.map((each) => each.zoneId))) {
    const ofZone = asked.filter((each) => each.zoneId === zoneId);
    const places = candidates.filter((each) => each.zoneId === zoneId);
    await learnGates(engine, world, { places, from: unique(ofZone.map((each) => each.from)), outer });
    const byRelay = ofZone.filter((each) => each.byRelay);
    await learnRelays(engine, { able, places, from: unique(byRelay.map((each) => each.from)), outer });
    await learnInner(engine, world, { zoneId, places, buildings: unique(ofZone.map((each) => each.building)), inner });
  }

  return {
    placeFor({ zoneId, from, building, byRelay }) {
      let best: Place | null = null;
      let bestS = Number.POSITIVE_INFINITY;
      for (const { place, inner: start, ...candidate } of candidates) {
        if (candidate.zoneId !== zoneId || (place.kind === 'relay' && !byRelay)) continue;
        const outS = outer.get(wayTo(place, from)) ?? -1;
        const inS = inner.get(pairOf(start, building)) ?? -1;
        const totalS = outS + FOOT_WEIGHT * inS;
        if (outS < 0 || inS < 0 || totalS >= bestS) continue;
        best = place;
        bestS = totalS;
      }
      return best;
    },
  };
}

function candidatesOf({ gates, relays }: World): Candidate[] {
  return [
    ...gates.map(
      ({ id, zoneId, point, innerPoint }): Candidate => ({
        ...{ zoneId, place: { kind: 'gate', id, point }, inner: innerPoint },
      }),
    ),
    ...relays.map(
      ({ id, zoneId, point }): Candidate => ({ zoneId, place: { kind: 'relay', id, point }, inner: point }),
    ),
  ];
}

interface Outer {
  readonly places: readonly Candidate[];
  readonly from: readonly LngLat[];
  readonly outer: Map<string, number>;
}

/** By manned vehicles, and where a gate lies on ground closed to them, as within an outer zone, by autonomous ones. */
async function learnGates(engine: LawfulEngine, world: World, { places, from, outer }: Outer): Promise<void> {
  const gates = places.filter(({ place }) => place.kind === 'gate').map(({ place }) => place);
  if (gates.length === 0 || from.length === 0) return;
  for (const travellerClass of ['mannedVehicle', 'autonomousVehicle'] as const) {
    if (travellerClass === 'autonomousVehicle' && !hasAutonomous(world)) return;
    const law = classLaw({ ...world, travellerClass, ownZoneId: null });
    const table = await engine.matrix({ profile: 'car', law: law.law, from, to: gates.map((gate) => gate.point) });
    from.forEach((origin, row) => {
      gates.forEach((gate, column) => {
        const way = wayTo(gate, origin);
        if ((outer.get(way) ?? -1) < 0) outer.set(way, table.durationsS[row * gates.length + column] ?? -1);
      });
    });
    if (from.every((origin) => gates.every((gate) => (outer.get(wayTo(gate, origin)) ?? -1) >= 0))) return;
  }
}

function hasAutonomous(world: World): boolean {
  return world.travellers.some((traveller) => traveller.travellerClass === 'autonomousVehicle');
}

/** By the autonomous vehicles that can set off in this wave, as far as one of them has the time to come back. */
async function learnRelays(
  engine: LawfulEngine,
  { able, places, from, outer }: Outer & { able: readonly Departure[] },
): Promise<void> {
  const relays = places.filter(({ place }) => place.kind === 'relay').map(({ place }) => place);
  const vehicles = able.filter(({ traveller }) => traveller.travellerClass === 'autonomousVehicle');
  const [first] = vehicles;
  if (!first || relays.length === 0 || from.length === 0) return;
  const timeS = Math.max(...vehicles.map(({ startS, untilS }) => untilS - startS)) - RELAY_VISIT_S;
  const { profile } = first.traveller;
  const to = relays.map((relay) => relay.point);
  const table = await engine.matrix({ profile, law: first.classLaw.law, from, to });
  from.forEach((origin, row) => {
    relays.forEach((relay, column) => {
      const durationS = table.durationsS[row * relays.length + column] ?? -1;
      if (durationS >= 0 && 2 * durationS <= timeS) outer.set(wayTo(relay, origin), durationS);
    });
  });
}

interface Inner {
  readonly zoneId: Id;
  readonly places: readonly Candidate[];
  readonly buildings: readonly LngLat[];
  readonly inner: Map<string, number>;
}

async function learnInner(
  engine: LawfulEngine,
  world: World,
  { zoneId, places, buildings, inner }: Inner,
): Promise<void> {
  if (places.length === 0 || buildings.length === 0) return;
  const law = classLaw({ ...world, travellerClass: 'insideCarrier', ownZoneId: zoneId });
  const from = places.map((each) => each.inner);
  const table = await engine.matrix({ profile: 'foot', law: law.law, from, to: buildings });
  from.forEach((start, row) => {
    buildings.forEach((building, column) => {
      inner.set(pairOf(start, building), table.durationsS[row * buildings.length + column] ?? -1);
    });
  });
}

function wayTo({ kind, id }: Place, from: LngLat): string {
  return `${from.join()} ${kind} ${id}`;
}

function pairOf(from: LngLat, to: LngLat): string {
  return `${from.join()} ${to.join()}`;
}

function unique(points: readonly LngLat[]): LngLat[] {
  return [...new Map(points.map((point) => [point.join(), point])).values()];
}
