import { cutStreets, type Stretch } from './cut-streets.ts';
import { gateNetwork, pieceOf } from './gate-candidates.ts';
import type { GateQuestion, Home } from './gates.ts';
import type { LngLat } from './geo.ts';
import type { Id } from './ids.ts';
import { mainRoads } from './main-roads.ts';
import { gap, gapToSegment, type XY } from './plane.ts';
import { groundOf, holds } from './polygon.ts';

export type RelayQuestion = Omit<GateQuestion, 'known'>;

/** A building entrance where an autonomous vehicle leaves boxes for the inside carriers. */
export interface SitedRelay {
  readonly buildingId: Id;
  readonly point: LngLat;
}

/** A walk no longer than this, as the crow flies, needs no nearer relay. */
const WALK_M = 150;
/** All walks longer than this are equally too long. */
const FAR_M = 1_000;
/** More relays than this would make more stops than they save steps. */
const RELAYS_MAX = 8;
/** A vehicle stops in the street: entrances further from it are no place to leave boxes. */
const KERB_M = 60;

interface Placed extends SitedRelay {
  readonly place: XY;
  /** Piece of the inner foot network. */
  readonly piece: number;
}

/**
 * The relays of a sealed zone: again and again the entrance that saves homes without a near relay the most steps, at a
 * street inside that cars come to and go away from. Homes that no such entrance can be walked to from have the gates.
 */
export function siteRelays({ zone, streets, homes, closed = [] }: RelayQuestion): SitedRelay[] {
  const ground = groundOf(zone);
  const network = gateNetwork(cutStreets(streets, ground), ground, closed.map(groundOf));
  const { places, stretches } = network.cut;
  const inside = homes.flatMap(({ id, point }: Home): Placed[] => {
    const place = ground.plane.toXY(point);
    const piece = holds(ground, place) ? pieceOf(network, place) : null;
    return piece === null ? [] : [{ buildingId: id, point, place, piece }];
  });
  const innerRoads = stretches.filter((stretch) => stretch.inside && stretch.street.car);
  const roads = [...network.outer, ...innerRoads];
  const kerbs = innerRoads.filter(mainRoads(places.length, { roads, outer: network.outer }));
  return spread(inside, (entrance) => isAtKerb(entrance, kerbs, places));
}

function spread(homes: readonly Placed[], isFit: (home: Placed) => boolean): SitedRelay[] {
  const fit = homes.filter(isFit);
  const walkM = homes.map(() => FAR_M);
  const chosen: SitedRelay[] = [];
  while (chosen.length < RELAYS_MAX) {
    const saved = (relay: Placed): number =>
      homes.reduce((sum, home, index) => {
        const nowM = walkM[index] ?? 0;
        return nowM <= WALK_M ? sum : sum + Math.max(0, nowM - walkBetween(relay, home));
      }, 0);
    const best = fit.reduce<{ relay: Placed; savedM: number } | null>((most, relay) => {
      const savedM = saved(relay);
      return savedM > (most?.savedM ?? 0) ? { relay, savedM } : most;
    }, null);
    if (!best) break;
    const { buildingId, point } = best.relay;
    chosen.push({ buildingId, point });
    for (const [index, home] of homes.entries()) {
      walkM[index] = Math.min(walkM[index] ?? FAR_M, walkBetween(best.relay, home));
    }
  }
  return chosen;
}

/** As the crow flies, on one piece of the foot network. */
function walkBetween(relay: Placed, home: Placed): number {
  return relay.piece === home.piece ? gap(relay.place, home.place) : FAR_M;
}

function isAtKerb({ place }: Placed, kerbs: readonly Stretch[], places: readonly XY[]): boolean {
  return kerbs.some(({ a, b }) => {
    const [from, to] = [places[a], places[b]];
    return from && to && gapToSegment(place, from, to) <= KERB_M;
  });
}
