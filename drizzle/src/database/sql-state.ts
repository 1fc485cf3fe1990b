const CAUSES_MAX = 8;

/** The five-character SQLSTATE of a database error, however deep the query builder has wrapped it. */
export function sqlStateOf(error: unknown): string | undefined {
  return databaseErrorOf(error)?.code;
}

/** The name of the CHECK, UNIQUE or foreign key that refused a row. */
export function constraintOf(error: unknown): string | undefined {
  return databaseErrorOf(error)?.constraint;
}

function databaseErrorOf(error: unknown): { code: string; constraint?: string } | undefined {
  let current = error;
  for (let depth = 0; depth < CAUSES_MAX && current instanceof Error; depth++) {
    if (isDatabaseError(current)) return current;
    current = current.cause;
  }
  return undefined;
}

function isDatabaseError(error: Error): error is Error & { code: string; constraint?: string } {
  return 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
}
