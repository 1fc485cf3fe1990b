import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { StreetNetwork } from '../../osm/street-network.ts';

/** Metres east and north of the sub-district's middle. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export type Tags = Readonly<Record<string, string>>;

/** A street between two nodes that others may join anywhere along it. */
export interface DraftStreet {
  at(fraction: number): Spot;
  /** The node at a fraction of the street, made when first asked for. */
  join(fraction: number): number;
}

export interface Draft {
  node(spot: Spot): number;
  spotOf(node: number): Spot;
  lngLat(spot: Spot): LngLat;
  /** `bulgeM`: how far the street bends to the left of the straight line at its middle. */
  street(from: number, to: number, tags: Tags, bulgeM?: number): DraftStreet;
  way(nodes: readonly number[], tags: Tags): void;
  finish(): StreetNetwork;
}

const MIDDLE: LngLat = [114.03, 22.525];
const LNG_DEGREES_PER_M = 1 / 102_870;
const LAT_DEGREES_PER_M = 1 / 110_760;
const UNITS_PER_DEGREE = 1e7;
const FIRST_NODE_ID = 1_000_001;
const FIRST_WAY_ID = 500_001;
/** A bent street is drawn with a node at each of these fractions, unless something joins it nearby. */
const BEND_FRACTIONS = [0.2, 0.4, 0.6, 0.8];
const BEND_CLEARANCE = 0.06;

export function openDraft(): Draft {
  const spots: Spot[] = [];
  const ways: { nodes: () => readonly number[]; tags: Tags }[] = [];
  const node = (spot: Spot) => spots.push(spot) - 1;
  const spotOf = (index: number) => {
    const spot = spots[index];
    if (!spot) throw new RangeError(`no node ${index} in the draft`);
    return spot;
  };

  return {
    node,
    spotOf,
    lngLat,
    street(from, to, tags, bulgeM = 0) {
      const joins = new Map<number, number>();
      const at = (fraction: number) => bent(spotOf(from), spotOf(to), bulgeM, fraction);
      const nodes = () => {
        const fractions = [...joins.keys()];
        const bends = bulgeM === 0 ? [] : BEND_FRACTIONS.filter((bend) => clear(bend, fractions));
        for (const bend of bends) joins.set(bend, node(at(bend)));
        const inner = [...joins].sort(([a], [b]) => a - b).map(([, index]) => index);
        return [from, ...inner, to];
      };
      ways.push({ nodes, tags });
      return {
        at,
        join(fraction) {
          const known = joins.get(fraction);
          if (known !== undefined) return known;
          const made = node(at(fraction));
          joins.set(fraction, made);
          return made;
        },
      };
    },
    way(nodes, tags) {
      ways.push({ nodes: () => nodes, tags });
    },
    finish() {
      const drawn = ways.map(({ nodes, tags }, i) => ({ id: FIRST_WAY_ID + i, nodes: Int32Array.from(nodes()), tags }));
      const positions = spots.map(lngLat);
      return {
        nodeIds: Float64Array.from(spots, (_, i) => FIRST_NODE_ID + i),
        lng: Float64Array.from(positions, ([lng]) => lng),
        lat: Float64Array.from(positions, ([, lat]) => lat),
        ways: drawn,
      };
    },
  };
}

export function between(from: Spot, to: Spot, fraction: number): Spot {
  return { x: from.x + (to.x - from.x) * fraction, y: from.y + (to.y - from.y) * fraction };
}

export function metresApart(a: Spot, b: Spot): number {
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}

function lngLat({ x, y }: Spot): LngLat {
  return [rounded(MIDDLE[0] + x * LNG_DEGREES_PER_M), rounded(MIDDLE[1] + y * LAT_DEGREES_PER_M)];
}

function rounded(degrees: number): number {
  return Math.round(degrees * UNITS_PER_DEGREE) / UNITS_PER_DEGREE;
}

function bent(from: Spot, to: Spot, bulgeM: number, fraction: number): Spot {
  const straight = between(from, to, fraction);
  const length = metresApart(from, to);
  const push = (4 * fraction * (1 - fraction) * bulgeM) / length;
  return { x: straight.x - (to.y - from.y) * push, y: straight.y + (to.x - from.x) * push };
}

function clear(bend: number, fractions: readonly number[]): boolean {
  return fractions.every((fraction) => Math.abs(fraction - bend) > BEND_CLEARANCE);
}
