import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { LngLat, MultiPolygonCoordinates } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { accounts } from '../../schema/accounts.ts';
import { people } from '../../schema/people.ts';
import { gates, type ZoneWarning, zones } from '../../schema/zones.ts';
import { type HomeNamed, homesNamed } from './homes-named.ts';

export interface GateView {
  readonly id: Id;
  readonly nameZh: string;
  readonly point: LngLat;
  readonly innerPoint: LngLat;
  readonly keeper: string | null;
}

export interface ZoneView {
  readonly id: Id;
  readonly cityId: Id;
  readonly name: string;
  readonly class: ZoneClass;
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygonCoordinates };
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly lawVersionFrom: number | null;
  readonly lawVersionTo: number | null;
  readonly withdrawnAt: Date | null;
  readonly gates: readonly GateView[];
  readonly warnings: readonly WarningView[];
}

interface WarningView extends Required<Omit<ZoneWarning, 'homes'>> {
  readonly homes: readonly HomeNamed[];
}

/** Zones of a city in force at `at` or still to come, none that is withdrawn, oldest first, each with its gates. */
export async function zoneViews(db: Reader, { cityId, at }: { cityId: Id; at: Date }): Promise<ZoneView[]> {
  const notEnded = or(isNull(zones.validTo), gt(zones.validTo, at));
  return viewsWhere(db, and(eq(zones.cityId, cityId), isNull(zones.withdrawnAt), notEnded));
}

export async function zoneView(db: Reader, { zoneId }: { zoneId: Id }): Promise<ZoneView | undefined> {
  return (await viewsWhere(db, eq(zones.id, zoneId)))[0];
}

const ZONES_MAX = 1_000;

async function viewsWhere(db: Reader, condition: ReturnType<typeof and>): Promise<ZoneView[]> {
  const found = await db
    .select({
      id: zones.id,
      cityId: zones.cityId,
      name: zones.name,
      class: zones.class,
      declared: zones.declared,
      validFrom: zones.validFrom,
      validTo: zones.validTo,
      lawVersionFrom: zones.lawVersionFrom,
      lawVersionTo: zones.lawVersionTo,
      withdrawnAt: zones.withdrawnAt,
      warnings: zones.warnings,
    })
    .from(zones)
    .where(condition)
    .orderBy(asc(zones.validFrom), asc(zones.id))
    .limit(ZONES_MAX);
  const gatesOf = await gatesByZone(
    db,
    found.map((zone) => zone.id),
  );
  const homeOf = await homesNamed(
    db,
    found.flatMap(({ warnings }) => warnings.flatMap(({ homes = [] }) => homes)),
  );
  return found.map(({ declared, warnings, ...zone }) => ({
    ...zone,
    warnings: warnings.map(({ code, homes = [], places = [] }) => ({
      code,
      homes: homes.flatMap((id) => homeOf.get(id) ?? []),
      places,
    })),
    geometry: { type: 'MultiPolygon', coordinates: declared },
    gates: gatesOf.get(zone.id) ?? [],
  }));
}

async function gatesByZone(db: Reader, zoneIds: readonly Id[]): Promise<Map<Id, GateView[]>> {
  const byZone = new Map<Id, GateView[]>();
  const found = await db
    .select({
      zoneId: gates.zoneId,
      id: gates.id,
      nameZh: gates.nameZh,
      point: gates.point,
      innerPoint: gates.innerPoint,
      keeper: people.name,
    })
    .from(gates)
    .leftJoin(accounts, eq(accounts.id, gates.keeperAccountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(sql`${gates.zoneId} = any(${`{${zoneIds.join(',')}}`}::uuid[])`)
    .orderBy(asc(gates.id));
  for (const { zoneId, ...gate } of found) {
    if (zoneId) byZone.set(zoneId, [...(byZone.get(zoneId) ?? []), gate]);
  }
  return byZone;
}
