import { and, inArray, isNotNull } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { routes } from '../../schema/routes.ts';

/** Riders with a route that is planned or running: those whose codes must hold. */
export async function ridersUnderWay(db: Reader): Promise<Id[]> {
  const found = await db
    .selectDistinct({ riderId: routes.riderId })
    .from(routes)
    .where(and(isNotNull(routes.riderId), inArray(routes.state, ['planned', 'running'])))
    .orderBy(routes.riderId);
  return found.flatMap((row) => row.riderId ?? []);
}
