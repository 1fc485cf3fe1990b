import type { AccountActor } from '@baogong/drizzle/actions/identity/require-account';
import type { Reader } from '@baogong/drizzle/database/port';
import type { Context, TypedResponse } from 'hono';
import type { AppEnv, Deps } from '../deps.ts';
import { accountOf } from './account-of.ts';
import { type Wire, wireText } from './wire.ts';

/** What a read works with: one snapshot of the world, who asks, and the instant. */
export interface Consulting {
  readonly db: Reader;
  readonly actor: AccountActor;
  readonly now: Date;
}

/** Answers 200 with what `run` reads on one snapshot. */
export async function consult<T>(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  c: Context<AppEnv>,
  run: (consulting: Consulting) => Promise<T>,
): Promise<JsonReply<T, 200>> {
  const actor = accountOf(c);
  const value = await database.read(async (db) => run({ db, actor, now: await clock.now(db) }));
  return jsonReply(c, wireText(value), 200);
}

export type JsonReply<T, Status extends 200 | 201 | 202> = Response & TypedResponse<Wire<T>, Status, 'json'>;

/** The text is the JSON of a `T`: the compiler cannot see through text, the two callers can. */
export function jsonReply<T, Status extends 200 | 201 | 202>(
  c: Context<AppEnv>,
  text: string,
  status: Status,
): JsonReply<T, Status> {
  return c.body(text, status, { 'content-type': 'application/json' }) as unknown as JsonReply<T, Status>;
}
