import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Random } from '@baogong/drizzle/rules/random';
import type { StreetNetwork } from '../../osm/street-network.ts';
import type { LawfulEngine, LawfulRoute } from '../../routing/lawful-engine.ts';
import { NO_LAW, type TravelLaw } from '../../routing/travel-law.ts';
import { type ClassGround, classGround } from './class-ground.ts';
import { lawOf, type TripClass } from './trip-classes.ts';
import type { ZoneBook } from './zone-book.ts';

export interface ClassFigures {
  readonly travellerClass: string;
  readonly trips: number;
  readonly routesWithoutLaw: number;
  /** Of these, how many touch forbidden ground: a zone, or for a carrier what lies outside his own. */
  readonly crossedWithoutLaw: number;
  readonly openPaths: number;
  readonly lawfulOfOpen: number;
  readonly lawful: number;
  readonly unlawfulLegs: number;
  /** Legs of an engine that has a law compiled in, and it was another one. */
  readonly otherLaw: number;
  readonly withoutReason: number;
  /** Versions of the law that trips were asked for under. */
  readonly lawVersions: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly engines: Readonly<Record<string, number>>;
  readonly legMsP50: number;
  readonly legMsP95: number;
}

export interface RunInput {
  readonly network: StreetNetwork;
  readonly engine: LawfulEngine;
  readonly book: ZoneBook;
  readonly random: Random;
  readonly trips: number;
  /** Whether the last answer was made under just this law; engines that are told it with each question need none. */
  readonly keptLaw?: (law: TravelLaw, engine: string) => Promise<boolean>;
}

/** So many carriers' trips are drawn until the free way between their ends leaves the own zone, in so many draws at most. */
const LEAVING_SHARE = 0.65;
const PAIRS_MAX = 40;

/** Draws places, asks for legs and judges each of them by means that the engines do not know. */
export async function runClass(tripClass: TripClass, input: RunInput): Promise<ClassFigures> {
  const { network, engine, book, trips, keptLaw } = input;
  const ground = classGround(tripClass, { network, zones: book.zones });
  const { profile, travellerClass } = tripClass;
  const tally = { routesWithoutLaw: 0, crossedWithoutLaw: 0, openPaths: 0, lawfulOfOpen: 0, lawful: 0 };
  const faults = { unlawfulLegs: 0, otherLaw: 0, withoutReason: 0 };
  const reasons: Record<string, number> = {};
  const engines: Record<string, number> = {};
  const versions = new Set<number>();
  const legMs: number[] = [];

  for (let trip = 0; trip < trips; trip++) {
    const drawn = await drawTrip(ground, input, tripClass);
    // The law is read at the last moment, as a planner would.
    const { inForce, lawVersion } = await book.look();
    versions.add(lawVersion);
    const asked = { ...drawn, inForce };
    const zones = inForce.map((i) => book.zones[i] ?? []);
    const law = lawOf(tripClass, zones, drawn.own === undefined ? undefined : book.zones[drawn.own]);

    const started = performance.now();
    const leg = await engine.route({ profile, law, from: asked.from, to: asked.to });
    legMs.push(performance.now() - started);
    if (!leg.unreachable && keptLaw && !(await keptLaw(law, leg.engine))) faults.otherLaw++;

    if (!drawn.free.unreachable) tally.routesWithoutLaw++;
    if (!drawn.free.unreachable && !ground.isLawful(drawn.free.line, asked)) tally.crossedWithoutLaw++;
    const openPath = ground.hasOpenPath(asked);
    if (openPath) tally.openPaths++;

    if (leg.unreachable) {
      reasons[leg.reason] = (reasons[leg.reason] ?? 0) + 1;
      if (!leg.reason) faults.withoutReason++;
    } else if (ground.isLawful(leg.line, asked)) {
      tally.lawful++;
      if (openPath) tally.lawfulOfOpen++;
      engines[leg.engine] = (engines[leg.engine] ?? 0) + 1;
    } else {
      faults.unlawfulLegs++;
    }
  }
  legMs.sort((a, b) => a - b);
  const quantile = (share: number) => Math.round((legMs[Math.floor(legMs.length * share)] ?? 0) * 10) / 10;
  const times = { legMsP50: quantile(0.5), legMsP95: quantile(0.95) };
  return { travellerClass, trips, ...tally, ...faults, lawVersions: versions.size, reasons, engines, ...times };
}

interface DrawnTrip {
  readonly own: number | undefined;
  readonly from: LngLat;
  readonly to: LngLat;
  readonly free: LawfulRoute;
}

/** Two places and the free way between them; a carrier's mostly leaves his own zone, or there would be nothing to keep. */
async function drawTrip(
  ground: ClassGround,
  { engine, book, random }: RunInput,
  { profile, confined }: TripClass,
): Promise<DrawnTrip> {
  const mustLeave = confined && random.next() < LEAVING_SHARE;
  const { inForce } = await book.look();
  for (let draw = 1; ; draw++) {
    const own = confined ? random.pick(ground.ownZones(inForce)) : undefined;
    const [from, to] = [ground.place(random, { inForce, own }), ground.place(random, { inForce, own })];
    const free = await engine.route({ profile, law: NO_LAW, from, to });
    const leaves = !free.unreachable && !ground.isLawful(free.line, { inForce, own, from, to });
    if (!mustLeave || leaves || draw === PAIRS_MAX) return { own, from, to, free };
  }
}
