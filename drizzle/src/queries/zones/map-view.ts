import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { cities } from '../../schema/cities.ts';
import { dropPoints } from '../../schema/drop-points.ts';
import { jurisdictions } from '../../schema/jurisdictions.ts';
import { riderBases, warehouses } from '../../schema/warehouses.ts';
import { gates, relays } from '../../schema/zones.ts';
import { type ZoneView, zoneViews } from './zone-view.ts';

interface NamedPlace {
  readonly id: Id;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly point: LngLat;
}

export interface MapView {
  readonly bounds: readonly [number, number, number, number];
  readonly lawVersion: number;
  readonly dropPoints: readonly NamedPlace[];
  readonly warehouses: readonly NamedPlace[];
  readonly riderBases: readonly NamedPlace[];
  readonly gates: readonly {
    readonly id: Id;
    readonly nameZh: string;
    readonly point: LngLat;
    readonly innerPoint: LngLat;
    readonly zoneId: Id | null;
  }[];
  readonly relays: readonly (NamedPlace & { readonly zoneId: Id })[];
  readonly zones: readonly ZoneView[];
}

/** The fixed places of a city, the gates and relays open at `at`, and the zones. */
export async function mapView(db: Reader, { cityId, at }: { cityId: Id; at: Date }): Promise<MapView> {
  const [city] = await db
    .select({ bounds: cities.bounds, lawVersion: cities.lawVersion })
    .from(cities)
    .where(eq(cities.id, cityId));
  if (!city) throw new Refusal('notFound', { cityId });
  return {
    ...city,
    dropPoints: await db.select(namedOf(dropPoints)).from(dropPoints).where(eq(dropPoints.cityId, cityId)),
    warehouses: await db.select(namedOf(warehouses)).from(warehouses).where(eq(warehouses.cityId, cityId)),
    riderBases: await db.select(namedOf(riderBases)).from(riderBases).where(eq(riderBases.cityId, cityId)),
    gates: await db
      .select({
        id: gates.id,
        nameZh: gates.nameZh,
        point: gates.point,
        innerPoint: gates.innerPoint,
        zoneId: gates.zoneId,
      })
      .from(gates)
      .where(and(eq(gates.cityId, cityId), or(isNull(gates.endsAt), gt(gates.endsAt, at)))),
    relays: await db
      .select({
        id: relays.id,
        nameZh: jurisdictions.nameZh,
        nameEn: jurisdictions.nameEn,
        point: relays.point,
        zoneId: relays.zoneId,
      })
      .from(relays)
      .innerJoin(jurisdictions, eq(jurisdictions.id, relays.buildingId))
      .where(and(eq(relays.cityId, cityId), or(isNull(relays.endsAt), gt(relays.endsAt, at)))),
    zones: await zoneViews(db, { cityId, at }),
  };
}

function namedOf<T extends typeof dropPoints | typeof warehouses | typeof riderBases>(table: T) {
  return { id: table.id, nameZh: table.nameZh, nameEn: table.nameEn, point: table.point };
}
