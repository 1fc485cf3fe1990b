import type { EndsInZones, MatrixQuery, TravelMatrix } from '../engine.ts';
import type { Costs } from './search.ts';
import type { Streets } from './street-engine.ts';
import { bestTrip, seedsOf, type TripEnd } from './trip.ts';
import { isTooFar, nearestM, samePlace, tripEnd } from './trip-end.ts';
import { tripLaws, type ZonedPlace } from './trip-laws.ts';
import { turns } from './turns.ts';

interface Served {
  readonly place: ZonedPlace;
  readonly end: TripEnd;
}

/** Nothing is gained by moving. */
const here = { costMs: 0, metres: 0 };

/** One search per row; for columns in zones that the row's law closes, it is widened zone by zone. */
export async function streetMatrix(streets: Streets, query: MatrixQuery & EndsInZones): Promise<TravelMatrix> {
  const { graph, search, wider } = streets;
  const { profile } = query;
  const laws = tripLaws(streets.laws, query);
  const served = (places: MatrixQuery['from'], role: 'start' | 'end') =>
    places.map((at): Served => {
      const place = laws.zoned(at);
      return { place, end: tripEnd(streets, query, place, laws.between(place), role) };
    });
  const rows = served(query.from, 'start');
  const columns = served(query.to, 'end');
  const durationsS = new Int32Array(rows.length * columns.length).fill(-1);
  const distancesM = new Int32Array(rows.length * columns.length).fill(-1);
  const turn = turns(query.signal);
  const isOneLaw = [...rows, ...columns].every(({ place }) => place.zones.length === 0);
  await (isOneLaw && columns.length < rows.length ? byColumns() : byRows());

  const tooFar = (side: readonly Served[]) => side.flatMap(({ end }, i) => (isTooFar(streets, query, end) ? [i] : []));
  return {
    ...{ durationsS, distancesM },
    ...{ tooFarFrom: tooFar(rows), tooFarTo: tooFar(columns) },
    snappedFromM: rows.map(({ end }) => nearestM(end)),
    snappedToM: columns.map(({ end }) => nearestM(end)),
  };

  async function byRows(): Promise<void> {
    const groups = columnsByZones(columns);
    const targets = stubNodes(columns);
    for (const [row, { place, end: start }] of rows.entries()) {
      await turn();
      const law = laws.between(place);
      const widened = groups.some(({ place: other }) => laws.openedBy(place, other).length > 0);
      const base = search.reach({ profile, law, seeds: seedsOf(start), ...(!widened && { targets }) });
      for (const group of groups) {
        const both = laws.between(place, group.place);
        const opened = laws.openedBy(place, group.place);
        const reach: Costs = opened.length === 0 ? base : wider.reach({ profile, base, law: both, opened });
        for (const { column, end } of group.members) {
          const trip = samePlace(start, end) ? here : bestTrip(graph, both, profile, { start, end, reach });
          if (trip) set(row, column, trip);
        }
      }
    }
  }

  /** Against the traffic, from where few columns end: only under one law, since widening goes forward. */
  async function byColumns(): Promise<void> {
    const law = laws.between();
    const targets = stubNodes(rows);
    for (const [column, { end }] of columns.entries()) {
      await turn();
      const reach = search.reach({ profile, law, seeds: seedsOf(end), targets, isAgainst: true });
      for (const [row, { end: start }] of rows.entries()) {
        const asked = { start, end, reach, isAgainst: true };
        const trip = samePlace(start, end) ? here : bestTrip(graph, law, profile, asked);
        if (trip) set(row, column, trip);
      }
    }
  }

  function set(row: number, column: number, trip: { costMs: number; metres: number }): void {
    durationsS[row * columns.length + column] = Math.round(trip.costMs / 1000);
    distancesM[row * columns.length + column] = Math.round(trip.metres);
  }
}

function stubNodes(side: readonly Served[]): ReadonlySet<number> {
  return new Set(side.flatMap(({ end }) => end.stubs.map((stub) => stub.node)));
}

interface Group {
  /** Stands for all of them: they lie in the same zones. */
  readonly place: ZonedPlace;
  readonly members: { readonly column: number; readonly end: TripEnd }[];
}

function columnsByZones(columns: readonly Served[]): readonly Group[] {
  const groups = new Map<string, Group>();
  columns.forEach(({ place, end }, column) => {
    const group = groups.get(place.key) ?? { place, members: [] };
    group.members.push({ column, end });
    groups.set(place.key, group);
  });
  return [...groups.values()];
}
