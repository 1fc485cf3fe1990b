import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EndsInZones, MatrixQuery, TravelMatrix } from '../engine.ts';
import type { Costs } from './search.ts';
import type { Streets } from './street-engine.ts';
import { bestTrip, seedsOf, type TripEnd } from './trip.ts';
import { isTooFar, samePlace, tripEnd } from './trip-end.ts';
import { tripLaws, type ZonedPlace } from './trip-laws.ts';

/** The event loop gets a turn after so much searching. */
const TURN_MS = 40;

interface Column {
  readonly place: ZonedPlace;
  readonly end: TripEnd;
}

/** One search per row; for columns in zones that the row's law closes, it is widened zone by zone. */
export async function streetMatrix(streets: Streets, query: MatrixQuery & EndsInZones): Promise<TravelMatrix> {
  const { graph, search, wider } = streets;
  const { profile } = query;
  const laws = tripLaws(streets.laws, query);
  const rows = query.from.map((at) => {
    const place = laws.zoned(at);
    return { place, start: tripEnd(streets, query, place, laws.between(place), 'start') };
  });
  const columns = query.to.map((at): Column => {
    const place = laws.zoned(at);
    return { place, end: tripEnd(streets, query, place, laws.between(place), 'end') };
  });
  const groups = columnsByZones(columns);
  const stubNodes = new Set(columns.flatMap(({ end }) => end.stubs.map((stub) => stub.node)));
  const durationsS = new Int32Array(rows.length * columns.length).fill(-1);
  const distancesM = new Int32Array(rows.length * columns.length).fill(-1);

  let turnEnds = performance.now() + TURN_MS;
  for (const [row, { place, start }] of rows.entries()) {
    query.signal?.throwIfAborted();
    const law = laws.between(place);
    const widened = [...groups.values()].some(([first]) => opens(place, first));
    const base = search.reach({ profile, law, seeds: seedsOf(start), ...(!widened && { targets: stubNodes }) });
    for (const group of groups.values()) {
      const first = columns[group[0] ?? 0];
      if (!first) continue;
      const both = laws.between(place, first.place);
      const opened = laws.openedBy(place, first.place);
      const reach: Costs = opened.length === 0 ? base : wider.reach({ profile, base, law: both, opened });
      for (const column of group) {
        const end = columns[column]?.end ?? first.end;
        const trip = samePlace(start, end) ? here : bestTrip(graph, both, profile, { start, end, reach });
        if (!trip) continue;
        durationsS[row * columns.length + column] = Math.round(trip.costMs / 1000);
        distancesM[row * columns.length + column] = Math.round(trip.metres);
      }
    }
    if (performance.now() > turnEnds) {
      await nextTurn();
      turnEnds = performance.now() + TURN_MS;
    }
  }
  function opens(place: ZonedPlace, column: number | undefined): boolean {
    const other = column === undefined ? undefined : columns[column];
    return other !== undefined && laws.openedBy(place, other.place).length > 0;
  }

  const tooFar = (ends: readonly TripEnd[]) => ends.flatMap((end, i) => (isTooFar(streets, query, end) ? [i] : []));
  return {
    durationsS,
    distancesM,
    tooFarFrom: tooFar(rows.map(({ start }) => start)),
    tooFarTo: tooFar(columns.map(({ end }) => end)),
    snappedFromM: rows.map(({ start }) => nearestM(start)),
    snappedToM: columns.map(({ end }) => nearestM(end)),
  };
}

function nearestM({ footholds }: TripEnd): number {
  return footholds[0]?.distanceM ?? Number.POSITIVE_INFINITY;
}

/** Nothing is gained by moving. */
const here = { costMs: 0, metres: 0 };

function columnsByZones(columns: readonly Column[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  columns.forEach(({ place }, i) => {
    const group = groups.get(place.key);
    if (group) group.push(i);
    else groups.set(place.key, [i]);
  });
  return groups;
}
