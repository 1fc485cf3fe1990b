import { distanceM, type LngLat } from '@baogong/drizzle/rules/geo';
import { type Ground, groundOf, holdsPosition, insideM } from '@baogong/drizzle/rules/polygon';
import { type Random, seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import type { Journey } from './journey.ts';
import type { Town } from './town.ts';

export interface ChosenZone {
  readonly ring: readonly LngLat[];
  readonly openStops: number;
  readonly stopsInside: number;
  readonly routesBroken: number;
}

const SHARE_MIN = 0.05;
const SHARE_MAX = 0.2;
const ROUTES_BROKEN_MIN = 3;
const CARRIERS_MIN = 2;
const CORNERS = 14;
const RADII_M = [140, 180, 220, 260, 300, 350, 400, 470, 550, 650, 800, 1000];
const CROSSING_M = 15;
const METRES_PER_DEGREE = 111_320;

/**
 * Chooses, by seed, the ground that is sealed at noon: it holds 5 to 20 % of the open stops, homes of inside carriers, no
 * warehouse and no base, and the rest of at least three running routes of manned vehicles or riders would break its law.
 * Null when the map offers none.
 */
export function chooseSealedZone(
  town: Town,
  journeys: readonly Journey[],
  { seed, nowMs }: { seed: number; nowMs: number },
): ChosenZone | null {
  const random = seededRandom(seedFrom('sealed zone', town.city.slug, seed));
  const stops = journeys.flatMap((journey) => openStopsOf(journey));
  const centres = random.shuffle(distinct(stops));
  const barred = journeys.filter((journey) => isBarred(journey) && journey.route.state === 'running');
  const ways = barred.map((journey) => aheadOf(journey, nowMs));

  for (const radiusM of RADII_M) {
    for (const centre of centres) {
      const ring = blob(centre, radiusM, random);
      const ground = groundOf([[ring]]);
      const stopsInside = stops.filter((point) => holdsPosition(ground, point)).length;
      const share = stopsInside / Math.max(1, stops.length);
      if (share < SHARE_MIN || share > SHARE_MAX || !isHabitable(town, ground)) continue;
      const routesBroken = ways.filter((lines) => lines.some((line) => insideM(line, ground) > 2 * CROSSING_M)).length;
      if (routesBroken >= ROUTES_BROKEN_MIN) return { ring, openStops: stops.length, stopsInside, routesBroken };
    }
  }
  return null;
}

function openStopsOf({ route }: Journey): LngLat[] {
  const open = route.trips.flatMap((trip) => trip.stops).filter((stop) => stop.state === 'planned');
  return open.map((stop) => stop.place.point);
}

function isBarred({ route }: Journey): boolean {
  return route.travellerClass === 'mannedVehicle' || route.travellerClass === 'outsideRider';
}

/** The lines that a traveller has still to drive, his running leg from where he is. */
function aheadOf(journey: Journey, nowMs: number): LngLat[][] {
  const { running, route } = journey;
  const legs = route.trips.flatMap((trip) => trip.legs).filter((leg) => leg.status === 'planned');
  return legs.map((leg) => {
    if (leg.id !== running?.legId) return [...leg.line];
    const share = (nowMs - running.departedMs) / Math.max(1, running.arrivesMs - running.departedMs);
    return leg.line.slice(Math.floor(Math.max(0, Math.min(1, share)) * (leg.line.length - 1)));
  });
}

/** No warehouse and no base inside or at the fence, and people inside who can carry. */
function isHabitable(town: Town, ground: Ground): boolean {
  const fixed = [...town.warehouses, ...town.riderBases].map((place) => place.point);
  if (fixed.some((point) => holdsPosition(ground, point))) return false;
  const homes = new Map(town.households.map((household) => [household.buildingId, household.point]));
  const carriers = town.riders.filter((rider) => {
    const home = rider.travellerClass === 'insideCarrier' && rider.homeBuildingId && homes.get(rider.homeBuildingId);
    return home && holdsPosition(ground, home);
  });
  return carriers.length >= CARRIERS_MIN;
}

/** A closed ring around a centre, its corners at uneven distances, as estates are. */
function blob(centre: LngLat, radiusM: number, random: Random): LngLat[] {
  const corners = Array.from({ length: CORNERS }, (_, corner): LngLat => {
    const angle = (2 * Math.PI * corner) / CORNERS;
    const reachM = radiusM * (0.8 + 0.4 * random.next());
    const perLng = METRES_PER_DEGREE * Math.cos((centre[1] * Math.PI) / 180);
    return [
      centre[0] + (reachM * Math.cos(angle)) / perLng,
      centre[1] + (reachM * Math.sin(angle)) / METRES_PER_DEGREE,
    ];
  });
  const first = corners[0];
  return first ? [...corners, first] : corners;
}

function distinct(points: readonly LngLat[]): LngLat[] {
  const kept: LngLat[] = [];
  for (const point of points) if (!kept.some((other) => distanceM(other, point) < 1)) kept.push(point);
  return kept;
}
