import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { boxes } from '../../schema/boxes.ts';
import { riders } from '../../schema/fleet.ts';
import { routes } from '../../schema/routes.ts';
import { aboardOf } from './aboard-of.ts';

/** Riders whose codes must hold: those with a route that is planned or running, and those with boxes aboard. */
export async function ridersUnderWay(db: Reader): Promise<Id[]> {
  const routed = await db
    .selectDistinct({ riderId: routes.riderId })
    .from(routes)
    .where(and(isNotNull(routes.riderId), inArray(routes.state, ['planned', 'running'])));
  const loaded = await db
    .selectDistinct({ riderId: riders.id })
    .from(riders)
    .innerJoin(boxes, aboardOf(riders))
    .where(eq(boxes.state, 'loaded'));
  return [...new Set([...routed, ...loaded].flatMap(({ riderId }) => riderId ?? []))].sort();
}
