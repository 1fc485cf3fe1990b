/** Disjoint sets of 0…n−1 with path halving (Tarjan and van Leeuwen 1984). */
export class UnionFind {
  readonly #parent: Int32Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  /** The one member that stands for its set. */
  find(member: number): number {
    let here = member;
    for (;;) {
      const parent = this.#parent[here] ?? here;
      if (parent === here) return here;

      const above = this.#parent[parent] ?? parent;
      this.#parent[here] = above;
      here = above;
    }
  }

  join(one: number, other: number): void {
    this.#parent[this.find(one)] = this.find(other);
  }
}
