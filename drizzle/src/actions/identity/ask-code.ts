import { and, eq, gt, sql } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { newId } from '../../rules/ids.ts';
import { oneTimeCodes } from '../../schema/sessions.ts';
import { cityOfPhone } from './city-of-phone.ts';
import { hashCode, newCode } from './secrets.ts';

export const CODE_VALID_S = 300;
const CODES_PER_DAY_MAX = 10;
export const CODE_INTERVAL_MS = 60_000;
const DAY_MS = 86_400_000;

export interface AskCodeInput {
  readonly phone: string;
  readonly citySlug?: string | undefined;
  readonly secret: string;
  /** One-time codes are transport. */
  readonly wallNow: Date;
}

/**
 * Makes a one-time code and gives it back for sending, or nothing: too soon, too many, no such account. A phone that
 * nobody has is worked on in the same way, so that neither answer nor time tells it apart.
 */
export async function askCode(tx: ActionTx, input: AskCodeInput): Promise<string | undefined> {
  const { phone, citySlug, secret, wallNow } = input;
  const place = await cityOfPhone(tx.db, phone, citySlug);
  if (!place) return undefined;

  // One request per phone at a time, else two could both find the minute free.
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`code:${place.cityId}:${phone}`}, 0))`);
  const recent = await tx.db
    .select({ createdAt: oneTimeCodes.createdAt })
    .from(oneTimeCodes)
    .where(
      and(
        eq(oneTimeCodes.cityId, place.cityId),
        eq(oneTimeCodes.phone, phone),
        gt(oneTimeCodes.createdAt, new Date(wallNow.getTime() - DAY_MS)),
      ),
    )
    .limit(CODES_PER_DAY_MAX);
  const tooSoon = recent.some(({ createdAt }) => wallNow.getTime() - createdAt.getTime() < CODE_INTERVAL_MS);
  if (tooSoon || recent.length >= CODES_PER_DAY_MAX) return undefined;

  const code = newCode();
  const id = newId();
  await tx.db.insert(oneTimeCodes).values({
    id,
    cityId: place.cityId,
    phone,
    codeHash: hashCode(secret, phone, code),
    createdAt: wallNow,
    expiresAt: new Date(wallNow.getTime() + CODE_VALID_S * 1000),
  });
  await record(tx, { action: 'identity/ask-code', cityId: place.cityId, subject: { kind: 'oneTimeCode', id } });
  return place.accountId ? code : undefined;
}
