/** Command-line values: each is refused with its name, what came and what would be accepted. */
export function readCount(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const count = Number(value);
  if (!Number.isSafeInteger(count) || count < 0)
    throw new Error(`${name} is ${value}; accepted is a whole number from 0`);
  return count;
}

export function readSeconds(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const seconds = Number(value);
  if (!Number.isFinite(seconds) || seconds <= 0) throw new Error(`${name} is ${value}; accepted are seconds above 0`);
  return seconds;
}

export function readChoice<T extends string>(
  name: string,
  value: string | undefined,
  accepted: readonly T[],
): T | null {
  if (value === undefined) return null;
  const found = accepted.find((each) => each === value);
  if (found === undefined) throw new Error(`${name} is ${value}; accepted are ${accepted.join(', ')}`);
  return found;
}
