import type { TouchedRoute } from '@baogong/drizzle/actions/law/judge-unfinished';
import type { Reader } from '@baogong/drizzle/database/port';
import { routeCodes } from '@baogong/drizzle/queries/routes/route-codes';
import { type ZoneView, zoneView } from '@baogong/drizzle/queries/zones/zone-view';
import type { Id } from '@baogong/drizzle/rules/ids';
import { Refusal } from '@baogong/drizzle/rules/refusal';

export interface ZoneReplyInput {
  readonly zoneId: Id;
  readonly cityId: Id;
  /** Routes that a change of this zone has just touched. */
  readonly touched?: readonly TouchedRoute[];
}

/** One zone of the caller's city, with the routes that its change touched. */
export async function zoneReply(db: Reader, { zoneId, cityId, touched = [] }: ZoneReplyInput) {
  const zone = await zoneView(db, { zoneId });
  if (zone?.cityId !== cityId) throw new Refusal('notFound', { noun: 'zone', zoneId });
  const codes = await routeCodes(
    db,
    touched.map(({ routeId }) => routeId),
  );
  return {
    ...zoneBody(zone),
    touchedRoutes: touched.map(({ routeId, change }) => ({ routeId, code: codes.get(routeId) ?? '', change })),
  };
}

export function zoneBody({ cityId: _city, lawVersionTo: _to, ...zone }: ZoneView) {
  return { ...zone, touchedRoutes: [] };
}
