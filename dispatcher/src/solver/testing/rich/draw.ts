import { below, createRandom } from '../../search/random.ts';

/** What makes a problem rich. A case has each of them or not, so that rules meet in every combination. */
const traits = [
  ...(['zones', 'codes', 'trips', 'splits', 'priorities', 'rests', 'windows', 'releases'] as const),
  ...(['stock', 'docks', 'boxByBox', 'limits', 'shares', 'before', 'pins', 'aboard'] as const),
];
export type Trait = (typeof traits)[number];

/** A seeded source of chance that knows which traits its case has. */
export interface Draw {
  readonly has: (trait: Trait) => boolean;
  readonly chance: (share: number) => boolean;
  /** A whole number of `[from, to)`. */
  readonly between: (from: number, to: number) => number;
  readonly pick: <T>(first: T, ...others: readonly T[]) => T;
}

export function createDraw(
  seed: number,
  { always, never }: { readonly always: readonly Trait[]; readonly never: readonly Trait[] },
): Draw {
  const random = createRandom(seed);
  const drawn = new Set(traits.filter((trait) => (random() < 0.5 || always.includes(trait)) && !never.includes(trait)));
  return {
    has: (trait) => drawn.has(trait),
    chance: (share) => random() < share,
    between: (from, to) => from + below(random, to - from),
    pick: (first, ...others) => others[below(random, others.length + 1) - 1] ?? first,
  };
}
