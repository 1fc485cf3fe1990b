import { and, desc, eq, lte } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { type Policy, policy as policySchema } from '../../rules/policy.ts';
import { InvariantError } from '../../rules/refusal.ts';
import { policies } from '../../schema/policies.ts';

/** The newest policy of a city that is in force at `at`. Every city is founded with one. */
export async function policyInForce(db: Reader, { cityId, at }: { cityId: Id; at: Date }): Promise<Policy> {
  const [row] = await db
    .select({ body: policies.body })
    .from(policies)
    .where(and(eq(policies.cityId, cityId), lte(policies.validFrom, at)))
    .orderBy(desc(policies.version))
    .limit(1);
  if (!row) throw new InvariantError(`city ${cityId} has no policy in force at ${at.toISOString()}`);
  return policySchema.parse(row.body);
}
