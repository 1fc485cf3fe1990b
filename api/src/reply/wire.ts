/** A value as JSON carries it: instants become text, read-only lists become plain ones. */
export type Wire<T> = T extends Date ? string : { -readonly [K in keyof T]: Wire<T[K]> };

/** The exact text of a reply; a stored answer is replayed to the byte. */
export function wireText(value: unknown): string {
  return JSON.stringify(value);
}
