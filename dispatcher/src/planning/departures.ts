import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Place } from '@baogong/drizzle/rules/place';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import { type ClassLaw, classLaw } from './class-law.ts';
import type { AbleTraveller, World } from './world.ts';

/** The way out of a zone that closed around a traveller: the first leg of his next route. */
export interface LeaveLeg {
  readonly zoneId: Id;
  readonly from: Place;
  readonly to: Place;
  readonly line: readonly LngLat[];
  readonly durationS: number;
}

/** From where and when a traveller can begin a new route. */
export interface Departure {
  readonly traveller: AbleTraveller;
  readonly classLaw: ClassLaw;
  readonly start: Place;
  /** Seconds from the world's now. */
  readonly startS: number;
  readonly untilS: number;
  readonly leave: LeaveLeg | null;
}

/** Nearer than this to his home a traveller counts as being at home. */
const AT_HOME_M = 5;
/** A route that ends sooner than this is worth waiting for; later ones are left to a later wave. */
const BUSY_MAX_S = 45 * 60;

/** Every traveller who can begin a route soon, with the leave leg of those whom a zone caught. */
export async function departures(engine: LawfulEngine, world: World): Promise<Departure[]> {
  const found: Departure[] = [];
  for (const traveller of world.travellers) {
    const departure = await departureOf(engine, world, traveller);
    if (departure) found.push(departure);
  }
  return found;
}

async function departureOf(engine: LawfulEngine, world: World, traveller: AbleTraveller): Promise<Departure | null> {
  const untilS = secondsBetween(world.now, traveller.until);
  const law = classLaw({ ...world, ...traveller });
  const common = { traveller, classLaw: law, untilS };
  if (traveller.busyUntil) {
    const startS = Math.max(0, secondsBetween(world.now, traveller.busyUntil));
    return startS > BUSY_MAX_S ? null : { ...common, start: traveller.home, startS, leave: null };
  }
  const start = whereabouts(traveller);
  if (!traveller.caughtInZoneId) return { ...common, start, startS: 0, leave: null };

  const leave = await leaveLeg(engine, world, { traveller, classLaw: law, start });
  return leave ? { ...common, start: leave.to, startS: leave.durationS, leave } : null;
}

function whereabouts(traveller: AbleTraveller): Place {
  const { home, lastPoint, lastRouteId } = traveller;
  if (!lastPoint || !lastRouteId || distanceM(lastPoint, home.point) < AT_HOME_M) return home;
  return { kind: 'spot', id: lastRouteId, point: lastPoint };
}

async function leaveLeg(
  engine: LawfulEngine,
  world: World,
  { traveller, classLaw: law, start }: { traveller: AbleTraveller; classLaw: ClassLaw; start: Place },
): Promise<LeaveLeg | null> {
  const zone = world.zones.find((each) => each.id === traveller.caughtInZoneId);
  if (!zone) return null;
  const way = await engine.leave({ profile: traveller.profile, law: law.law, at: start.point, zone: zone.declared });
  const end = way.unreachable ? undefined : way.line.at(-1);
  if (way.unreachable || !end) return null;
  return {
    zoneId: zone.id,
    from: start,
    to: { kind: 'spot', id: start.id, point: end },
    line: way.line,
    durationS: Math.max(1, Math.round(way.durationS)),
  };
}

function secondsBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 1000);
}
