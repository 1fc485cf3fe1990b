import type { LngLat } from '@baogong/drizzle/rules/geo';

/** Pairs of places for which one wave found no lawful leg; why may pass with time, so that no later wave knows them. */
export class ClosedPairs {
  readonly #keys = new Set<string>();

  add(table: string, from: LngLat, to: LngLat): void {
    this.#keys.add(keyOf(table, from, to));
  }

  has(table: string, from: LngLat, to: LngLat): boolean {
    return this.#keys.size > 0 && this.#keys.has(keyOf(table, from, to));
  }
}

function keyOf(table: string, from: LngLat, to: LngLat): string {
  return `${table} ${from.join()} ${to.join()}`;
}
