import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { EndsInZones, RouteAnswer, RouteQuery } from '../engine.ts';
import { routeByPairs } from '../route-by-pairs.ts';

import type { Streets } from './street-engine.ts';
import { bestTrip, seedsOf, tripLine } from './trip.ts';
import { isTooFar, samePlace, tripEnd } from './trip-end.ts';
import { tripLaws } from './trip-laws.ts';

export function streetRoute(streets: Streets, query: RouteQuery & EndsInZones): Promise<RouteAnswer> {
  const laws = tripLaws(streets.laws, query);
  return routeByPairs(query, async (from, to) => pair(from, to));

  function pair(from: LngLat, to: LngLat): RouteAnswer {
    const { graph, search } = streets;
    const { profile } = query;
    const [startPlace, endPlace] = [laws.zoned(from), laws.zoned(to)];
    const start = tripEnd(streets, query, startPlace, laws.between(startPlace), 'start');
    const end = tripEnd(streets, query, endPlace, laws.between(endPlace), 'end');
    if (samePlace(start, end)) {
      const snapped = start.footholds[0]?.distanceM ?? 0;
      return { unreachable: false, line: [from, to], durationS: 0, distanceM: 0, snappedM: [snapped, snapped] };
    }

    const law = laws.between(startPlace, endPlace);
    const reach = search.reach({ profile, law, seeds: seedsOf(start), targets: end.stubs.map((stub) => stub.node) });
    const trip = bestTrip(graph, law, profile, { start, end, reach });
    if (trip) {
      return {
        unreachable: false,
        line: tripLine(graph, trip, [from, to], reach),
        durationS: trip.costMs / 1000,
        distanceM: trip.metres,
        snappedM: [trip.start.distanceM, trip.end.distanceM],
      };
    }
    const place = start.footholds.length === 0 ? 0 : 1;
    const failing = place === 0 ? start : end;
    const reason = isTooFar(streets, query, failing) ? 'tooFarFromRoad' : 'unreachable';
    return { unreachable: true, reason, place, at: failing.at };
  }
}
