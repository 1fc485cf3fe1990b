import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { seededRandom } from '@baogong/drizzle/rules/random';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lawOf, type TripClass, tripClasses } from '../bench/lawful/trip-classes.ts';
import { CROSSING_M, holds, judgedZone, lengthM, sampledInsideM } from '../bench/lawful/turf-judge.ts';
import type { StreetNetwork } from '../osm/street-network.ts';
import { type LawfulEngine, lawfulEngine } from './lawful-engine.ts';
import { streetEngine, streetsOf } from './streets/street-engine.ts';
import type { TravelLaw } from './travel-law.ts';

/** Streets with zones on them, and places between which everybody wants to go. */
export interface LawfulGround {
  readonly network: StreetNetwork;
  readonly zones: readonly MultiPolygonCoordinates[];
  readonly places: readonly LngLat[];
  /** Places within the zones. */
  readonly within: readonly (readonly LngLat[])[];
}

interface Candidate {
  readonly name: string;
  /** What the engine in front of the street search calls itself. */
  readonly engine: string;
  open(ground: LawfulGround): Promise<LawfulEngine>;
}

/** Of the legs that are found, at least so many must come from the engine itself, or it was not tried at all. */
const OWN_SHARE_MIN = 0.4;
const ENDS_WITHIN_MAX = 4;

/** What the planner may rely on, whichever engine stands before the street search: the law of each class, in tables and legs. */
export function lawfulContract(title: string, ground: LawfulGround, candidate: Candidate) {
  describe(`${candidate.name} under law in ${title}`, () => {
    let engine: LawfulEngine;
    const plain = lawfulEngine({ engines: [], streets: streetEngine(streetsOf(ground.network)) });
    beforeAll(async () => {
      engine = await candidate.open(ground);
    });
    afterAll(() => engine?.close());

    it.each(tripClasses.map((tripClass) => ({ ...tripClass })))('keeps the law of $travellerClass', async (of) => {
      let found = 0;
      let own = 0;
      for (const { law, places } of asked(of, ground)) {
        const query = { profile: of.profile, law };
        const tables = await engine.matrix({ ...query, from: places, to: places });
        const open = await plain.matrix({ ...query, from: places, to: places });
        for (const [row, from] of places.entries()) {
          for (const [column, to] of places.entries()) {
            const at = row * places.length + column;
            const seconds = tables.durationsS[at] ?? -1;
            expect(seconds >= 0, 'every engine reaches what the street search reaches').toBe(
              (open.durationsS[at] ?? -1) >= 0,
            );
            if (row === column) continue;
            const leg = await engine.route({ ...query, from, to });
            expect(leg.unreachable, 'a table and a leg agree').toBe(seconds < 0);
            if (leg.unreachable) {
              expect(leg.reason).toMatch(/noLawfulPath|unreachable|tooFarFromRoad/);
              continue;
            }
            found++;
            if (leg.engine === candidate.engine) own++;
            expect(unlawfulM(of, ground, law, leg.line)).toBeLessThanOrEqual(CROSSING_M);
          }
        }
      }
      expect(found).toBeGreaterThan(5);
      expect(own / found).toBeGreaterThan(OWN_SHARE_MIN);
    });
  });
}

/** Every law of a class with the places it is asked for: a carrier's own zone has one each. */
function asked(
  of: TripClass,
  { zones, places, within }: LawfulGround,
): { law: TravelLaw; places: readonly LngLat[] }[] {
  const ends = within.flatMap((inside) => inside.slice(0, 1)).slice(0, ENDS_WITHIN_MAX);
  if (!of.confined) return [{ law: lawOf(of, zones), places: of.mayEndInside ? [...places, ...ends] : places }];
  return zones.map((zone, i) => ({ law: lawOf(of, zones, zone), places: within[i] ?? [] }));
}

/** Metres that a line may not have, by turf and by the law's own words. */
function unlawfulM(of: TripClass, { zones }: LawfulGround, law: TravelLaw, line: readonly LngLat[]): number {
  if (law.confineTo) return lengthM(line) - sampledInsideM(judgedZone(law.confineTo), line);
  const ends = [line[0], line.at(-1)].flatMap((end) => (end ? [end] : []));
  const binding = zones.map(judgedZone).filter((zone) => !(of.mayEndInside && ends.some((end) => holds(zone, end))));
  return Math.max(0, ...binding.map((zone) => sampledInsideM(zone, line)));
}

/** Random nodes of a network as places: outside all zones, and some within each. */
export function placesAmong(
  network: StreetNetwork,
  { zones, outside, inside, seed }: { zones: LawfulGround['zones']; outside: number; inside: number; seed: number },
): Pick<LawfulGround, 'places' | 'within'> {
  const random = seededRandom(seed);
  const judged = zones.map(judgedZone);
  const all = random.shuffle(Array.from(network.lng, (lng, i): LngLat => [lng, network.lat[i] ?? 0]));
  return {
    places: all.filter((at) => !judged.some((zone) => holds(zone, at))).slice(0, outside),
    within: judged.map((zone) => all.filter((at) => holds(zone, at)).slice(0, inside)),
  };
}
