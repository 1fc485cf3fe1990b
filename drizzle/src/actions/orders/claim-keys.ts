import { sql } from 'drizzle-orm';
import { recordset } from '../../database/bulk.ts';
import type { Answer, OnceRequest } from '../../database/idempotency.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { InvariantError, type Verdict } from '../../rules/refusal.ts';
import { accepted, refused } from '../../rules/verdict.ts';

const PENDING_STATUS = 0;

interface Stored {
  readonly principal: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
}

/**
 * What `once` does for one request, for a list: nothing for each whose key is this transaction's now, and for the others what
 * their key was answered with. Keys are claimed in one order, so that two lists cannot wait for each other.
 */
export async function claimKeys(
  tx: ActionTx,
  requests: readonly OnceRequest[],
): Promise<(Verdict<Answer> | undefined)[]> {
  if (new Set(requests.map(nameOf)).size < requests.length) throw new InvariantError('a key stands twice in one list');
  const asked = requests.map(({ principal, key, fingerprint, expiresAt }) => ({
    principal,
    key,
    fingerprint,
    expiresAt,
  }));
  const claimed = await rows<Pick<Stored, 'principal' | 'key'>>(
    tx.db,
    sql`insert into idempotency_keys (principal, key, fingerprint, status, expires_at)
        select principal, key, fingerprint, ${PENDING_STATUS}::int, "expiresAt"
        from ${recordset(asked)} as r(principal text, key text, fingerprint text, "expiresAt" timestamptz)
        order by principal, key on conflict do nothing returning principal, key`,
  );
  if (claimed.length === requests.length) return requests.map(() => undefined);

  const ours = new Set(claimed.map(nameOf));
  const stored = await answersOf(
    tx,
    requests.filter((request) => !ours.has(nameOf(request))),
  );
  return requests.map((request) => (ours.has(nameOf(request)) ? undefined : verdictOf(request, stored)));
}

async function answersOf(tx: ActionTx, requests: readonly OnceRequest[]): Promise<Map<string, Stored>> {
  const keys = requests.map(({ principal, key }) => ({ principal, key }));
  const found = await rows<Stored>(
    tx.db,
    sql`select k.principal, k.key, k.fingerprint, k.status, k.response #>> '{}' as body
        from idempotency_keys k join ${recordset(keys)} as r(principal text, key text)
          on r.principal = k.principal and r.key = k.key`,
  );
  return new Map(found.map((row) => [nameOf(row), row]));
}

function verdictOf(request: OnceRequest, stored: ReadonlyMap<string, Stored>): Verdict<Answer> {
  const { key, fingerprint } = request;
  const found = stored.get(nameOf(request));
  if (!found) return refused('idempotencyInProgress', { key });
  if (found.fingerprint !== fingerprint) return refused('idempotencyKeyReused', { key });
  if (found.status === PENDING_STATUS)
    throw new InvariantError(`idempotency key ${key} was committed without an answer`);
  return accepted({ status: found.status, body: JSON.parse(found.body) });
}

function nameOf({ principal, key }: Pick<OnceRequest, 'principal' | 'key'>): string {
  return `${principal} ${key}`;
}
