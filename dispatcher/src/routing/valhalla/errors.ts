import { Unavailable } from '@baogong/drizzle/rules/refusal';

export type ValhallaFailure = 'noStreetNear' | 'noPath';

/** Valhalla's errors carry no code, only these texts. */
const failures: readonly (readonly [text: string, failure: ValhallaFailure])[] = [
  ['No suitable edges near location', 'noStreetNear'],
  ['No data found for location', 'noStreetNear'],
  ['No path could be found for input', 'noPath'],
  ['Locations are in unconnected regions', 'noPath'],
  ['Path distance exceeds the max distance limit', 'noPath'],
];

/** What an error of Valhalla says about the question; anything else means that the engine is broken. */
export function valhallaFailure(error: unknown): ValhallaFailure {
  const message = error instanceof Error ? error.message : String(error);
  const known = failures.find(([text]) => message.includes(text));
  if (!known) throw new Unavailable(`Valhalla cannot answer: ${message}`, { cause: error });
  return known[1];
}
