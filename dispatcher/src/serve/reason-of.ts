/** Why a server cannot be asked, in its driver's words: `connect ECONNREFUSED 127.0.0.1:5432`, a wrong password, no such database. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  if (error instanceof Error && error.cause !== undefined) return reasonOf(error.cause);
  return error instanceof Error ? error.message : String(error);
}
