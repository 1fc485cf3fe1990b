import type { LngLat, MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import { type Random, seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import type { StreetNetwork } from '../../osm/street-network.ts';
import type { LawfulEngine } from '../../routing/lawful-engine.ts';
import { NO_LAW } from '../../routing/travel-law.ts';
import { randomZone } from './random-zones.ts';
import { type ClassFigures, runClass } from './run-class.ts';
import { tripClasses } from './trip-classes.ts';

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
  const zones = await zonesOnRoutes(input, seededRandom(seedFrom('zones', input.seed)));
  const figures: ClassFigures[] = [];
  for (const tripClass of tripClasses) {
    const random = seededRandom(seedFrom(tripClass.travellerClass, input.seed));
    figures.push(await runClass(tripClass, { ...input, zones, random }));
  }
  return figures;
}

/** What the figures fail to reach, in words; empty when every bar is met. */
export function missedBars(figures: readonly ClassFigures[]): string[] {
  return figures.flatMap((of) => {
    const confined = of.travellerClass === 'insideCarrier';
    return [
      of.unlawfulLegs > 0 && `${of.travellerClass}: ${of.unlawfulLegs} unlawful legs, allowed 0`,
      of.withoutReason > 0 && `${of.travellerClass}: ${of.withoutReason} refusals without a reason, allowed 0`,
      of.openPaths === 0 && `${of.travellerClass}: no pair with an open path, nothing was judged`,
      of.lawfulOfOpen < LAWFUL_SHARE_MIN * of.openPaths &&
        `${of.travellerClass}: ${of.lawfulOfOpen} of ${of.openPaths} open pairs got a lawful leg, needed ${LAWFUL_SHARE_MIN * 100} %`,
      !confined &&
        of.crossedWithoutLaw < CROSSING_SHARE_MIN * of.routesWithoutLaw &&
        `${of.travellerClass}: only ${of.crossedWithoutLaw} of ${of.routesWithoutLaw} routes cross a zone without the law, needed half`,
    ].filter((missed) => missed !== false);
  });
}

/** Zones lie where routes run: each is centred on a position of a random lawless route, where it is sure to be felt. */
async function zonesOnRoutes(
  { network, engine, zones, radiusM }: LawfulTripsInput,
  random: Random,
): Promise<MultiPolygonCoordinates[]> {
  const node = (): LngLat => {
    const i = random.int(network.lng.length);
    return [network.lng[i] ?? 0, network.lat[i] ?? 0];
  };
  const drawn: MultiPolygonCoordinates[] = [];
  for (let i = 0; i < zones; i++) {
    const route = await engine.route({ profile: 'car', law: NO_LAW, from: node(), to: node() });
    const centre = route.unreachable ? node() : random.pick(route.line);
    drawn.push(randomZone(random, centre, radiusM[0] + random.next() * (radiusM[1] - radiusM[0])));
  }
  return drawn;
}
