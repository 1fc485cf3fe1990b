import { between, type Draft, type DraftStreet, type Spot } from './draft.ts';

/**
 * A quarter of a block in its own coordinates: (0, 0) is the crossing of main roads at the block's outer corner, (1, 1)
 * the crossing of residential streets in its middle.
 */
export interface Quarter {
  at(u: number, v: number): Spot;
  /** Nodes on the four sides: the residential streets (inner) and the main roads (outer). */
  joinInnerU(v: number): number;
  joinInnerV(u: number): number;
  joinOuterU(v: number): number;
  joinOuterV(u: number): number;
}

/** A street that forms a side, and which of its fractions the side's 0 and 1 are. */
export interface Side {
  readonly street: DraftStreet;
  readonly zero: number;
  readonly one: number;
}

export interface QuarterSides {
  /** The side u = 1, along v; and so on. */
  readonly innerU: Side;
  readonly innerV: Side;
  readonly outerU: Side;
  readonly outerV: Side;
}

export function quarterOf({ innerU, innerV, outerU, outerV }: QuarterSides): Quarter {
  const corner = outerU.street.at(outerU.zero);
  const alongU = outerV.street.at(outerV.one);
  const alongV = outerU.street.at(outerU.one);
  const middle = innerU.street.at(innerU.one);
  return {
    at: (u, v) => between(between(corner, alongU, u), between(alongV, middle, u), v),
    joinInnerU: (v) => join(innerU, v),
    joinInnerV: (u) => join(innerV, u),
    joinOuterU: (v) => join(outerU, v),
    joinOuterV: (u) => join(outerV, u),
  };
}

/** What is built in a quarter: the lanes that buildings stand on, the way in, and the gates of its wall. */
export interface BuiltQuarter {
  readonly lanes: readonly (readonly Spot[])[];
  readonly dropPoint: Spot;
  readonly gates: readonly { readonly outer: Spot; readonly inner: Spot }[];
}

/** How far inside the street a gate's inner point lies, as a share of the lane that leads in. */
const GATE_INNER_SHARE = 0.4;

/** A lane from a street outside to a node inside, with its gate between. */
export function gateLane(draft: Draft, outside: number, inside: number, tags: Record<string, string>) {
  const outer = draft.spotOf(outside);
  const inner = between(outer, draft.spotOf(inside), GATE_INNER_SHARE);
  draft.way([outside, draft.node(inner), inside], tags);
  return { outer, inner };
}

function join({ street, zero, one }: Side, fraction: number): number {
  return street.join(zero + (one - zero) * fraction);
}
