import { join } from 'node:path';
import { lockFolder } from '@baogong/drizzle/database/lock-folder';
import { openEmbedded } from '@baogong/drizzle/database/open-embedded';
import type { Database } from '@baogong/drizzle/database/port';
import { orderLines } from '@baogong/drizzle/schema/orders';
import { verify } from '@baogong/drizzle/verify/run';

export interface JudgedRows {
  /** Units of each item that stand in orders. */
  readonly unitsOf: ReadonlyMap<string, number>;
  readonly orderIds: ReadonlySet<string>;
  /** Names of invariants that do not hold. */
  readonly violated: readonly string[];
}

/** What the rows say, whatever was answered. */
export async function judgeRows(database: Database): Promise<JudgedRows> {
  const { findings } = await verify(database);
  const lines = await database.read((db) => db.select().from(orderLines));
  const unitsOf = new Map<string, number>();
  for (const { skuId, quantity } of lines) unitsOf.set(skuId, (unitsOf.get(skuId) ?? 0) + quantity);
  return {
    unitsOf,
    orderIds: new Set(lines.map(({ orderId }) => orderId)),
    violated: findings.filter(({ count }) => count > 0).map(({ name }) => name),
  };
}

/** The same of a data folder that nobody has open. */
export async function judgeFolder(dataDir: string): Promise<JudgedRows> {
  const lock = await lockFolder(dataDir);
  try {
    const database = await openEmbedded({ folder: join(dataDir, 'database') });
    return await judgeRows(database).finally(database.close);
  } finally {
    await lock.release();
  }
}
