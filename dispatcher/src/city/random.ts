import { type Random, seededRandom } from '@baogong/drizzle/rules/random';

/** Chance as the makers of cities ask for it. */
export interface CityRandom extends Random {
  /** In [low, high). */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
}

/** Streams with different labels are independent, so that one part of a city can change alone. */
export function randomStream(seed: number, label: string): CityRandom {
  const random = seededRandom(JSON.stringify([seed, label]));
  return {
    ...random,
    between: (low, high) => low + random.next() * (high - low),
    chance: (probability) => random.next() < probability,
  };
}
