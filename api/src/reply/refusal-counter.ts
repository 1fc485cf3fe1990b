import type { RefusalCode } from '@baogong/drizzle/rules/refusal-codes';

/** How often this process has refused, by code: a refused order leaves no row, yet command must see it. */
export interface RefusalCounter {
  add(code: RefusalCode): void;
  counts(): Record<string, number>;
}

export function refusalCounter(): RefusalCounter {
  const counts = new Map<RefusalCode, number>();
  return {
    add: (code) => void counts.set(code, (counts.get(code) ?? 0) + 1),
    counts: () => Object.fromEntries(counts),
  };
}
