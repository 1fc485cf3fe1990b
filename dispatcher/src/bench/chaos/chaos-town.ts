import { openSessions } from '@baogong/drizzle/actions/identity/open-session';
import { wallClock } from '@baogong/drizzle/database/clock';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import { households } from '@baogong/drizzle/schema/households';
import { skus } from '@baogong/drizzle/schema/skus';
import { warehouses } from '@baogong/drizzle/schema/warehouses';
import { and, asc, eq } from 'drizzle-orm';
import { readyTokens } from '../../embedded/demo-access.ts';
import { type LocalStack, startLocalStack } from '../../serve/local/local-stack.ts';
import { type Caller, caller } from '../../simulate/caller.ts';
import type { Buyer } from '../rush/shoppers.ts';
import { CHAOS_CITY, makeChaosCity } from './chaos-city.ts';

/** The server mode with its people signed in, ready to be hurt. */
export interface ChaosTown {
  /** Everything that its processes keep on disk. */
  readonly dir: string;
  readonly stack: LocalStack;
  readonly buyers: readonly Buyer[];
  readonly skuIds: readonly string[];
  /** Near warehouse, whose clerk it is. */
  readonly warehouseId: string;
  readonly clerk: Caller;
  readonly commander: Caller;
}

/** Waves come when they are asked for. */
const WAVE_EVERY_S = 86_400;
const COUNTERS = 2;
const DISPATCHERS = 2;

export async function openChaosTown(asked: {
  readonly dir: string;
  /** As many will be planned at most. */
  readonly waves: number;
  readonly say: (line: string) => void;
}): Promise<ChaosTown> {
  const { dir, waves, say } = asked;
  makeChaosCity(dir, { now: await wallClock.now(), waves });
  const stack = await startLocalStack({
    ...{ dir, dataDir: dir, city: CHAOS_CITY, waveIntervalS: WAVE_EVERY_S, say },
    ...{ apis: COUNTERS, dispatchers: DISPATCHERS },
  });
  try {
    const tokens = await readyTokens(stack);
    const as = (role: string) => caller(stack.apiAddresses, tokens[role] ?? '');
    return { dir, stack, ...(await peopleOf(stack)), clerk: as('warehouseClerk'), commander: as('commander') };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

async function peopleOf({ database, cityId, clock }: LocalStack) {
  const { accountIds, skuIds, warehouse } = await database.read(async (db) => ({
    accountIds: await db
      .select({ id: households.accountId })
      .from(households)
      .where(eq(households.cityId, cityId))
      .orderBy(asc(households.id)),
    skuIds: await db.select({ id: skus.id }).from(skus).where(eq(skus.cityId, cityId)).orderBy(asc(skus.code)),
    // Of the sub-district: its clerk may pack there.
    warehouse: await db
      .select({ id: warehouses.id })
      .from(warehouses)
      .where(and(eq(warehouses.cityId, cityId), eq(warehouses.level, 'subdistrict'))),
  }));
  const actor = { kind: 'system', id: 'bench' } as const;
  const wallNow = await wallClock.now();
  const buyers = await withTransaction(database, { actor, purpose: 'bench', clock }, (tx) =>
    openSessions(tx, { accountIds: accountIds.flatMap(({ id }) => id ?? []), wallNow }),
  );
  return { buyers, skuIds: skuIds.map(({ id }) => id), warehouseId: warehouse[0]?.id ?? '' };
}
