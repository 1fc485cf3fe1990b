import { cutStreets, type Street } from './cut-streets.ts';
import { type CandidateGate, candidateGates, gateNetwork, type KnownGate, pieceOf } from './gate-candidates.ts';
import type { LngLat, MultiPolygonCoordinates } from './geo.ts';
import type { Id } from './ids.ts';
import { gap, type XY } from './plane.ts';
import { type Ground, groundOf, holds } from './polygon.ts';

/** A place where people live. */
export interface Home {
  readonly id: Id;
  readonly point: LngLat;
}

export interface GateQuestion {
  readonly zone: MultiPolygonCoordinates;
  readonly streets: readonly Street[];
  readonly homes: readonly Home[];
  readonly known: readonly KnownGate[];
  /** Ground that no car may reach: other closed zones beside this one. */
  readonly closed?: readonly MultiPolygonCoordinates[];
}

/** A place on the boundary where outer travellers set boxes down at `point` and inside carriers take them at `innerPoint`. */
export interface SitedGate {
  readonly point: LngLat;
  readonly innerPoint: LngLat;
  readonly streetName: string;
  readonly knownGateId: Id | null;
}

export interface GateWarning {
  /** `noInnerStreet`: no path inside leads to the home; `noCarStreet`: no car street crosses the boundary to its piece. */
  readonly code: 'noInnerStreet' | 'noCarStreet';
  readonly homes: readonly Id[];
}

export interface SitedGates {
  readonly gates: readonly SitedGate[];
  readonly warnings: readonly GateWarning[];
}

const GATES_PER_PIECE_MAX = 4;
const GATES_APART_M = 150;

/** The gates of a zone: one or more for every piece of its inner foot network that holds homes, known ones first. */
export function siteGates(question: GateQuestion): SitedGates {
  const ground = groundOf(question.zone);
  const network = gateNetwork(cutStreets(question.streets, ground), ground, (question.closed ?? []).map(groundOf));
  const { homesOf, stranded } = homesByPiece(question.homes, ground, network);

  const candidates = candidateGates(network, ground, question.known);
  const gates: CandidateGate[] = [];
  const unreached: Id[] = [];
  for (const [piece, homes] of homesOf) {
    const chosen = spreadApart(
      candidates.filter((gate) => gate.piece === piece),
      centreOf(homes.map(({ place }) => place)),
    );
    gates.push(...chosen);
    if (chosen.length === 0) unreached.push(...homes.map(({ id }) => id));
  }

  const { toLngLat } = ground.plane;
  const warnings: GateWarning[] = [
    { code: 'noInnerStreet' as const, homes: stranded },
    { code: 'noCarStreet' as const, homes: unreached },
  ].filter((warning) => warning.homes.length > 0);
  return {
    gates: gates.map(({ outer, inner, streetName, knownGateId }) => ({
      point: toLngLat(outer),
      innerPoint: toLngLat(inner),
      streetName,
      knownGateId,
    })),
    warnings,
  };
}

interface PlacedHome {
  readonly id: Id;
  readonly place: XY;
}

function homesByPiece(homes: readonly Home[], ground: Ground, network: ReturnType<typeof gateNetwork>) {
  const homesOf = new Map<number, PlacedHome[]>();
  const stranded: Id[] = [];
  for (const { id, point } of homes) {
    const place = ground.plane.toXY(point);
    if (!holds(ground, place)) continue;

    const piece = pieceOf(network, place);
    if (piece === null) stranded.push(id);
    else homesOf.set(piece, [...(homesOf.get(piece) ?? []), { id, place }]);
  }
  return { homesOf, stranded };
}

function centreOf(places: readonly XY[]): XY {
  const sum = places.reduce((total, place) => ({ x: total.x + place.x, y: total.y + place.y }), { x: 0, y: 0 });
  return { x: sum.x / places.length, y: sum.y / places.length };
}

/** The best candidate nearest to the homes, then again and again the one farthest from those chosen. */
function spreadApart(candidates: readonly CandidateGate[], centre: XY): CandidateGate[] {
  const rank = Math.min(...candidates.map((gate) => gate.rank));
  const best = candidates.filter((gate) => gate.rank === rank);
  const known = candidates.filter((gate) => gate.knownGateId !== null);
  const chosen = known.slice(0, GATES_PER_PIECE_MAX);
  const first = [...best].sort((one, other) => gap(one.inner, centre) - gap(other.inner, centre))[0];
  if (chosen.length === 0 && first) chosen.push(first);

  while (chosen.length < GATES_PER_PIECE_MAX) {
    const apart = (gate: CandidateGate) => Math.min(...chosen.map((other) => gap(gate.inner, other.inner)));
    const farthest = best.reduce<CandidateGate | null>(
      (far, gate) => (!far || apart(gate) > apart(far) ? gate : far),
      null,
    );
    if (!farthest || apart(farthest) < GATES_APART_M) break;
    chosen.push(farthest);
  }
  return chosen;
}
