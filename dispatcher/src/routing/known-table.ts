import type { LngLat } from '@baogong/drizzle/rules/geo';
import { InvariantError } from '@baogong/drizzle/rules/refusal';

/** What is known of the way between two places. `withinS` bounds the times of all engines that had a say. */
export interface KnownPair {
  readonly durationS: number;
  readonly distanceM: number;
  readonly withinS: number;
}

const UNKNOWN = -2;
const FIELDS = 3;
const CAPACITY_MIN = 16;

/** Pairs of places under one law, as one dense array that grows with its places. */
export class KnownTable {
  readonly #indexOf = new Map<string, number>();
  readonly #places: LngLat[] = [];
  /** Per place, how far the streets lie that may serve it. */
  readonly #nearM: number[] = [];
  #capacity = 0;
  #cells = new Int32Array(0);

  get size(): number {
    return this.#places.length;
  }

  get cells(): number {
    return this.#capacity * this.#capacity;
  }

  get places(): readonly LngLat[] {
    return this.#places;
  }

  index(place: LngLat): number | undefined {
    return this.#indexOf.get(place.join());
  }

  /** The index of a place, which is added if it is new. */
  add(place: LngLat): number {
    const known = this.index(place);
    if (known !== undefined) return known;
    if (this.size === this.#capacity) this.#grow(Math.max(CAPACITY_MIN, 2 * this.#capacity));
    this.#indexOf.set(place.join(), this.size);
    this.#nearM.push(0);
    return this.#places.push(place) - 1;
  }

  nearM(place: number): number {
    return this.#nearM[place] ?? Number.POSITIVE_INFINITY;
  }

  setNearM(place: number, metres: number): void {
    this.#nearM[place] = metres;
  }

  has(from: number, to: number): boolean {
    return this.#cells[this.#at(from, to)] !== UNKNOWN;
  }

  get(from: number, to: number): KnownPair | undefined {
    const at = this.#at(from, to);
    const durationS = this.#cells[at] ?? UNKNOWN;
    if (durationS === UNKNOWN) return undefined;
    return { durationS, distanceM: this.#cells[at + 1] ?? -1, withinS: this.#cells[at + 2] ?? -1 };
  }

  set(from: number, to: number, { durationS, distanceM, withinS }: KnownPair): void {
    const at = this.#at(from, to);
    this.#cells[at] = durationS;
    this.#cells[at + 1] = distanceM;
    this.#cells[at + 2] = withinS;
  }

  /** Room for so many places at once. */
  reserve(places: number): void {
    if (places > this.#capacity) this.#grow(places);
  }

  #at(from: number, to: number): number {
    if (!(from < this.size && to < this.size)) throw new InvariantError(`places ${from}, ${to} of ${this.size}`);
    return (from * this.#capacity + to) * FIELDS;
  }

  #grow(capacity: number): void {
    const cells = new Int32Array(capacity * capacity * FIELDS).fill(UNKNOWN);
    for (let row = 0; row < this.size; row++) {
      const from = row * this.#capacity * FIELDS;
      cells.set(this.#cells.subarray(from, from + this.size * FIELDS), row * capacity * FIELDS);
    }
    this.#cells = cells;
    this.#capacity = capacity;
  }
}
