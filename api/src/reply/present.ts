/** A view as the contract tells it: what is not there is left out instead of being null. */
export type Present<T> = T extends Date | string | number | boolean
  ? T
  : T extends readonly unknown[]
    ? { [K in keyof T]: Present<T[K]> }
    : { [K in keyof T as null extends T[K] ? never : K]: Present<T[K]> } & {
        [K in keyof T as null extends T[K] ? K : never]?: Present<Exclude<T[K], null>>;
      };

export function present<T>(view: T): Present<T> {
  // The walk below does what the type says, which the compiler cannot follow through keys.
  return withoutNulls(view) as Present<T>;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const kept = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(kept.map(([key, field]) => [key, withoutNulls(field)]));
}
