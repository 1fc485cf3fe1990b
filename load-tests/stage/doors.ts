import type { Play } from './play.ts';

/** An opening at one of two sizes. */
export interface Doors {
  /** Of the city; 1 has twelve thousand households. */
  readonly cityScale: number;
  /** Households that have a session; the others are pgbench's. */
  readonly residents: number;
  readonly perSecond: number;
  readonly rampS: number;
  readonly plateauS: number;
  /** Of each of the two looks at what the database alone would do. */
  readonly ceilingS: number;
}

const sizes: Readonly<Record<Play['scale'], Doors>> = {
  small: { cityScale: 0.2, residents: 1_200, perSecond: 40, rampS: 4, plateauS: 8, ceilingS: 3 },
  full: { cityScale: 1, residents: 6_000, perSecond: 150, rampS: 15, plateauS: 45, ceilingS: 10 },
};

export function doorsOf({ scale, perSecond }: Pick<Play, 'scale' | 'perSecond'>): Doors {
  const size = sizes[scale];
  return { ...size, perSecond: perSecond ?? size.perSecond };
}
