import type { CutStreets, Stretch } from './cut-streets.ts';
import type { LngLat } from './geo.ts';
import type { Id } from './ids.ts';
import { mainRoads } from './main-roads.ts';
import { gapToSegment, type XY } from './plane.ts';
import { type Ground, gapToBoundary, holds } from './polygon.ts';
import { type StretchesAt, stretchesAt, walkAlong } from './street-walk.ts';
import { UnionFind } from './union-find.ts';

const OUTSIDE_M = 20;
const OUTSIDE_LEAST_M = 15;
const INSIDE_M = 15;
const INSIDE_LEAST_M = 10;
/** Nearer to the boundary than this, a router may put the point on the wrong side. */
const CLEAR_OF_BOUNDARY_M = 8;
const KNOWN_GATE_REACH_M = 50;
const HOME_REACH_M = 300;

/** A gate that a community has had before, with an access point on either side of its fence. */
export interface KnownGate {
  readonly id: Id;
  readonly point: LngLat;
  readonly innerPoint: LngLat;
}

/** What the choice of gates needs to know of the streets on both sides. */
export interface GateNetwork {
  readonly cut: CutStreets;
  readonly inner: readonly Stretch[];
  readonly outer: readonly Stretch[];
  readonly innerAt: StretchesAt;
  readonly outerAt: StretchesAt;
  /** The piece of the inner foot network that a node belongs to. */
  readonly innerPiece: (node: number) => number;
  /** Cars can come to this stretch and go away again, from most of the streets outside. */
  readonly onMainRoads: (stretch: Stretch) => boolean;
}

export interface CandidateGate {
  readonly outer: XY;
  readonly inner: XY;
  readonly streetName: string;
  readonly knownGateId: Id | null;
  readonly piece: number;
  /** 0 is best: on the main roads and well clear of the boundary. */
  readonly rank: number;
}

export function gateNetwork(cut: CutStreets, ground: Ground, closed: readonly Ground[]): GateNetwork {
  const isClosed = (node: number) => {
    const place = cut.places[node];
    const position = place && ground.plane.toLngLat(place);
    return position !== undefined && closed.some((other) => holds(other, other.plane.toXY(position)));
  };
  const inner = cut.stretches.filter(({ inside, street }) => inside && street.foot);
  const outer = cut.stretches.filter(
    ({ inside, street, a, b }) => !inside && street.car && !isClosed(a) && !isClosed(b),
  );

  const pieces = new UnionFind(cut.places.length);
  for (const { a, b } of inner) pieces.join(a, b);

  return {
    cut,
    inner,
    outer,
    innerAt: stretchesAt(inner),
    outerAt: stretchesAt(outer),
    innerPiece: (node) => pieces.find(node),
    onMainRoads: mainRoads(cut.places.length, { roads: outer, outer }),
  };
}

/** The piece whose path is nearest to a place inside, or null where none is near. */
export function pieceOf({ inner, cut, innerPiece }: GateNetwork, place: XY, reachM = HOME_REACH_M): number | null {
  const found = nearest(inner, cut.places, place, reachM);
  return found && innerPiece(found.a);
}

function nearest(stretches: readonly Stretch[], places: readonly XY[], place: XY, reachM: number): Stretch | null {
  let [found, foundM]: [Stretch | null, number] = [null, reachM];
  for (const stretch of stretches) {
    const [a, b] = [places[stretch.a], places[stretch.b]];
    const awayM = a && b ? gapToSegment(place, a, b) : Infinity;
    if (awayM <= foundM && (!found || awayM < foundM)) [found, foundM] = [stretch, awayM];
  }
  return found;
}

/** Every place where a gate could be: known ones first, then each crossing of a street for cars and walkers. */
export function candidateGates(network: GateNetwork, ground: Ground, known: readonly KnownGate[]): CandidateGate[] {
  return [...known.flatMap((gate) => knownCandidate(network, ground, gate)), ...crossingCandidates(network, ground)];
}

function knownCandidate(network: GateNetwork, ground: Ground, gate: KnownGate): CandidateGate[] {
  const sides = [ground.plane.toXY(gate.point), ground.plane.toXY(gate.innerPoint)];
  const outer = sides.find((side) => !holds(ground, side));
  const inner = sides.find((side) => holds(ground, side));
  if (!outer || !inner || gapToBoundary(ground, outer) > KNOWN_GATE_REACH_M) return [];

  const road = nearest(network.outer, network.cut.places, outer, KNOWN_GATE_REACH_M);
  const piece = pieceOf(network, inner, KNOWN_GATE_REACH_M);
  if (piece === null || !road || !network.onMainRoads(road)) return [];
  return [{ outer, inner, streetName: road.street.nameZh, knownGateId: gate.id, piece, rank: 0 }];
}

function crossingCandidates(network: GateNetwork, ground: Ground): CandidateGate[] {
  const { places, crossings } = network.cut;
  return crossings.flatMap(({ node, street }) => {
    const walk = { from: node, places };
    const outer = walkAlong({ ...walk, network: network.outerAt, wantedM: OUTSIDE_M, leastM: OUTSIDE_LEAST_M });
    const inner = walkAlong({ ...walk, network: network.innerAt, wantedM: INSIDE_M, leastM: INSIDE_LEAST_M });
    if (!outer || !inner) return [];

    const clear = [outer.place, inner.place].every((place) => gapToBoundary(ground, place) >= CLEAR_OF_BOUNDARY_M);
    const rank = (network.onMainRoads(outer.stretch) ? 0 : 2) + (clear ? 0 : 1);
    const [streetName, piece] = [street.nameZh, network.innerPiece(node)];
    return [{ outer: outer.place, inner: inner.place, streetName, knownGateId: null, piece, rank }];
  });
}
