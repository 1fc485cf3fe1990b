import { createHash } from 'node:crypto';
import { type OnceRequest, once } from '@baogong/drizzle/database/idempotency';
import { type ActionTx, withTransaction } from '@baogong/drizzle/database/transaction';
import type { Context } from 'hono';
import { routePath } from 'hono/route';
import type { AppEnv, Deps } from '../deps.ts';
import { accountOf } from './account-of.ts';
import { type JsonReply, jsonReply } from './consult.ts';
import { wireText } from './wire.ts';

const KEY_VALID_MS = 24 * 3_600_000;

/**
 * Runs a change once per Idempotency-Key, in the transaction of its effect, and answers with its result. The answer is
 * kept as text, because jsonb would give its keys back in another order.
 */
export async function perform<T, Status extends 200 | 201 | 202>(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  c: Context<AppEnv>,
  { status, run }: { readonly status: Status; readonly run: (tx: ActionTx) => Promise<T> },
): Promise<JsonReply<T, Status>> {
  const actor = accountOf(c);
  const purpose = `${c.req.method} ${routePath(c)}`;
  const request = await onceRequestOf(c);
  const answer = await withTransaction(database, { actor, purpose, clock }, (tx) =>
    once(tx, request, async () => ({ status, body: wireText(await run(tx)) })),
  );
  return jsonReply(c, String(answer.body), status);
}

/** The key of a request, whose it is and what was asked under it. */
export async function onceRequestOf(c: Context<AppEnv>): Promise<OnceRequest> {
  return {
    principal: accountOf(c).id,
    key: (c.req.header('Idempotency-Key') ?? '').toLowerCase(),
    fingerprint: await fingerprintOf(c),
    expiresAt: new Date(Date.now() + KEY_VALID_MS),
  };
}

async function fingerprintOf(c: Context<AppEnv>): Promise<string> {
  return createHash('sha256')
    .update(`${c.req.method} ${c.req.path}\n`)
    .update(await c.req.text())
    .digest('hex');
}
