import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { MultiPolygonCoordinates } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { zones } from '../../schema/zones.ts';

export interface ZoneInForce {
  readonly id: Id;
  readonly name: string;
  readonly class: ZoneClass;
  readonly parentId: Id | null;
  readonly declared: MultiPolygonCoordinates;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

/** More zones than this in one city are a mistake, not a lockdown. */
const ZONES_MAX = 5_000;

/** Zones in force at any instant of `[from, to)`, recorded future ones included, withdrawn ones not. */
export async function zonesBetween(
  db: Reader,
  { cityId, from, to }: { cityId: Id; from: Date; to: Date },
): Promise<ZoneInForce[]> {
  return db
    .select({
      id: zones.id,
      name: zones.name,
      class: zones.class,
      parentId: zones.parentId,
      declared: zones.declared,
      validFrom: zones.validFrom,
      validTo: zones.validTo,
    })
    .from(zones)
    .where(
      and(
        eq(zones.cityId, cityId),
        isNull(zones.withdrawnAt),
        lt(zones.validFrom, to),
        or(isNull(zones.validTo), gt(zones.validTo, from)),
      ),
    )
    .orderBy(zones.validFrom, zones.id)
    .limit(ZONES_MAX);
}
