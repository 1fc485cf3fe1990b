import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { jurisdictions } from '../../schema/jurisdictions.ts';

export interface HomeNamed {
  readonly id: Id;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** What people call the buildings that warnings of zones name by id. */
export async function homesNamed(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, HomeNamed>> {
  if (ids.length === 0) return new Map();
  const found = await db
    .select({ id: jurisdictions.id, nameZh: jurisdictions.nameZh, nameEn: jurisdictions.nameEn })
    .from(jurisdictions)
    .where(sql`${jurisdictions.id} = any(${`{${ids.join(',')}}`}::uuid[])`);
  return new Map(found.map((home) => [home.id, home]));
}
