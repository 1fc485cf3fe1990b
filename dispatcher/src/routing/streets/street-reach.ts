import { type EndsInZones, type MatrixQuery, REACH_UNKNOWN, type Reachable } from '../engine.ts';
import type { Streets } from './street-engine.ts';
import type { TripEnd } from './trip.ts';
import { isTooFar, nearestM, samePlace, tripEnd } from './trip-end.ts';
import { tripLaws } from './trip-laws.ts';
import { turns } from './turns.ts';

/** A number per node, equal for nodes that hang together in some way. */
type Pieces = Int32Array;

interface End {
  readonly end: TripEnd;
  /** Strongly connected pieces under the law of this place alone. */
  readonly own: Pieces;
  /** Which pieces its streets belong to, by some numbering. */
  in(pieces: Pieces): readonly number[];
}

/**
 * What can be reached, without any search: yes within one strongly connected piece, no between pieces that nothing joins even
 * where every zone is open that somebody may enter, and otherwise not known. Where it is known it is what the search would find.
 */
export async function streetReach(streets: Streets, query: MatrixQuery & EndsInZones): Promise<Reachable> {
  const { profile } = query;
  const laws = tripLaws(streets.laws, query);
  const joined = streets.laws.law(query.avoid ?? [], query.confineTo).pieces(profile);
  const endsOf = (places: MatrixQuery['from'], role: 'start' | 'end') =>
    places.map((at): End => {
      const place = laws.zoned(at);
      const law = laws.between(place);
      const end = tripEnd(streets, query, place, law, role);
      return { end, own: law.components(profile).of, in: piecesOf(end) };
    });
  const [rows, columns] = [endsOf(query.from, 'start'), endsOf(query.to, 'end')];

  const cells = new Int8Array(rows.length * columns.length);
  const turn = turns(query.signal);
  for (const [row, start] of rows.entries()) {
    await turn();
    columns.forEach((end, column) => {
      cells[row * columns.length + column] = verdict(start, end, joined) ?? REACH_UNKNOWN;
    });
  }
  const tooFar = (ends: readonly End[]) => ends.flatMap(({ end }, i) => (isTooFar(streets, query, end) ? [i] : []));
  return {
    cells,
    ...{ tooFarFrom: tooFar(rows), tooFarTo: tooFar(columns) },
    snappedFromM: rows.map(({ end }) => nearestM(end)),
    snappedToM: columns.map(({ end }) => nearestM(end)),
  };
}

function verdict(start: End, end: End, joined: Pieces): 0 | 1 | undefined {
  if (share(start.in(start.own), end.in(start.own)) || share(start.in(end.own), end.in(end.own))) return 1;
  if (samePlace(start.end, end.end)) return 1;
  const onOneStreet = start.end.footholds.some(({ segment }) =>
    end.end.footholds.some((other) => other.segment === segment),
  );
  return onOneStreet || share(start.in(joined), end.in(joined)) ? undefined : 0;
}

/** Remembered per numbering: there are few of these, and many pairs. */
function piecesOf({ stubs }: TripEnd): (pieces: Pieces) => readonly number[] {
  const known = new Map<Pieces, readonly number[]>();
  return (pieces) => {
    const found = known.get(pieces) ?? [...new Set(stubs.map(({ node }) => pieces[node] ?? -1))];
    known.set(pieces, found);
    return found;
  };
}

function share(some: readonly number[], others: readonly number[]): boolean {
  return some.some((one) => others.includes(one));
}
