import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import type { StreetNetwork } from '../../osm/street-network.ts';
import type { LawfulEngine } from '../../routing/lawful-engine.ts';
import { NO_LAW } from '../../routing/travel-law.ts';
import { randomZone } from './random-zones.ts';
import { type ClassFigures, type RunInput, runClass } from './run-class.ts';
import { tripClasses } from './trip-classes.ts';
import { CROSSING_M, holds, judgedZone, sampledInsideM } from './turf-judge.ts';
import { fixedZones } from './zone-book.ts';

export interface LawfulTripsInput {
  readonly network: StreetNetwork;
  readonly engine: LawfulEngine;
  readonly trips: number;
  readonly zones: number;
  readonly seed: number;
  /** Zones reach at most so far from their centre. */
  readonly radiusM: readonly [least: number, most: number];
}

export const CROSSING_SHARE_MIN = 0.5;
export const LAWFUL_SHARE_MIN = 0.95;

export async function runLawfulTrips(input: LawfulTripsInput): Promise<ClassFigures[]> {
  return runClasses({ ...input, book: fixedZones(await zonesOnRoutes(input)) });
}

export async function runClasses(input: Omit<RunInput, 'random'> & { readonly seed: number }): Promise<ClassFigures[]> {
  const figures: ClassFigures[] = [];
  for (const tripClass of tripClasses) {
    const random = seededRandom(seedFrom(tripClass.travellerClass, input.seed));
    figures.push(await runClass(tripClass, { ...input, random }));
  }
  return figures;
}

/** What the figures fail to reach, in words; empty when every bar is met. */
export function missedBars(figures: readonly ClassFigures[]): string[] {
  return figures.flatMap((of) => {
    return [
      of.unlawfulLegs > 0 && `${of.travellerClass}: ${of.unlawfulLegs} unlawful legs, allowed 0`,
      of.otherLaw > 0 && `${of.travellerClass}: ${of.otherLaw} legs made under another law, allowed 0`,
      of.withoutReason > 0 && `${of.travellerClass}: ${of.withoutReason} refusals without a reason, allowed 0`,
      of.openPaths === 0 && `${of.travellerClass}: no pair with an open path, nothing was judged`,
      of.lawfulOfOpen < LAWFUL_SHARE_MIN * of.openPaths &&
        `${of.travellerClass}: ${of.lawfulOfOpen} of ${of.openPaths} open pairs got a lawful leg, needed ${LAWFUL_SHARE_MIN * 100} %`,
      of.crossedWithoutLaw < CROSSING_SHARE_MIN * of.routesWithoutLaw &&
        `${of.travellerClass}: only ${of.crossedWithoutLaw} of ${of.routesWithoutLaw} routes cross a border without the law, needed half`,
    ].filter((missed) => missed !== false);
  });
}

/** More zones than asked for are drawn until so many of the sampled routes cross one, or so many times as many lie there. */
const SAMPLED_CROSSING_SHARE = 0.65;
const SAMPLED_ROUTES = 100;
const ZONES_FACTOR_MAX = 4;

/** Zones lie where routes run: each is centred on a position of a random lawless route, where it is sure to be felt. */
export async function zonesOnRoutes(input: Omit<LawfulTripsInput, 'trips'>): Promise<MultiPolygonCoordinates[]> {
  const { network, engine, radiusM } = input;
  const random = seededRandom(seedFrom('zones', input.seed));
  const sampled: (readonly LngLat[])[] = [];
  for (let i = 0; i < SAMPLED_ROUTES; i++) sampled.push(await randomRoute());

  const drawn: MultiPolygonCoordinates[] = [];
  const crossed = new Set<readonly LngLat[]>();
  const endsInside = new Set<readonly LngLat[]>();
  while (!enough() && drawn.length < ZONES_FACTOR_MAX * input.zones) {
    const centre = random.pick(await randomRoute());
    const zone = randomZone(random, centre, radiusM[0] + random.next() * (radiusM[1] - radiusM[0]));
    const judged = judgedZone(zone);
    drawn.push(zone);
    for (const line of sampled) {
      if (line.some((at, i) => (i === 0 || i === line.length - 1) && holds(judged, at))) endsInside.add(line);
      if (sampledInsideM(judged, line) > CROSSING_M) crossed.add(line);
    }
  }
  return drawn;

  /** Judged as the trips will be: by routes between places outside all zones. */
  function enough(): boolean {
    const between = sampled.filter((line) => !endsInside.has(line));
    const crossing = between.filter((line) => crossed.has(line));
    return drawn.length >= input.zones && crossing.length >= SAMPLED_CROSSING_SHARE * between.length;
  }

  async function randomRoute(): Promise<readonly LngLat[]> {
    const [from, to] = [randomNode(), randomNode()];
    const route = await engine.route({ profile: 'car', law: NO_LAW, from, to });
    return route.unreachable ? [from, from] : route.line;
  }

  function randomNode(): LngLat {
    const i = random.int(network.lng.length);
    return [network.lng[i] ?? 0, network.lat[i] ?? 0];
  }
}
