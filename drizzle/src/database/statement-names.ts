const NAMES_MAX = 400;
const SEEN_MAX = 2_000;

/**
 * Gives a text that comes again a name, under which a connection keeps it prepared: parsing and planning cost more than most
 * statements themselves. The first texts that come twice get the names; a text that was made for one use stays without.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seen = new Set<string>();

  /** The name of a text, or nothing where it is to be sent unnamed. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= NAMES_MAX) return known;
    if (!this.#seen.delete(text)) {
      this.#seen.add(text);
      const [oldest] = this.#seen;
      if (this.#seen.size > SEEN_MAX && oldest !== undefined) this.#seen.delete(oldest);
      return undefined;
    }
    const name = `b${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}
