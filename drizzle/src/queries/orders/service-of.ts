import { type SQL, sql } from 'drizzle-orm';
import { uuids } from '../../database/bulk.ts';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { type Policy, policy as policySchema } from '../../rules/policy.ts';
import { InvariantError } from '../../rules/refusal.ts';
import { serviceModeOf } from '../../rules/service-mode.ts';
import type { NeedCode, ServiceMode, ZoneClass } from '../../rules/vocabulary.ts';

export interface NamedPlace {
  readonly id: Id;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly point: LngLat;
}

/** How and where a household is served by the law of this instant. */
export interface Service {
  readonly householdId: Id;
  readonly mode: ServiceMode;
  readonly zone: { readonly id: Id; readonly name: string; readonly class: ZoneClass } | null;
  /** Null where the mode needs a gate and the zone has none yet. */
  readonly place: (NamedPlace & { readonly kind: 'building' | 'gate' | 'dropPoint' }) | null;
  readonly dropPoint: NamedPlace;
  readonly building: Omit<NamedPlace, 'point'> & { readonly point: LngLat | null };
}

interface Row extends Pick<Service, 'householdId' | 'zone' | 'dropPoint' | 'building'> {
  readonly needs: readonly NeedCode[];
  readonly homeQuarantine: boolean;
  readonly innerDropPoint: boolean;
  readonly gate: NamedPlace | null;
  readonly policy: unknown;
}

/** Service modes of households, by their innermost zone in force: one query for all of them. */
export async function serviceOf(
  db: Reader,
  { householdIds, at }: { householdIds: readonly Id[]; at: Date },
): Promise<Map<Id, Service>> {
  const now = sql`${at.toISOString()}::timestamptz`;
  const found = await rows<Row>(
    db,
    sql`select h.id as "householdId", to_json(h.needs) as needs, h.home_quarantine as "homeQuarantine",
          ${placeJson({ id: sql`b.id`, nameZh: sql`b.name_zh`, nameEn: sql`b.name_en`, point: sql`b.point` })} as building, ${placeJson({ id: sql`d.id`, nameZh: sql`d.name_zh`, nameEn: sql`d.name_en`, point: sql`d.point` })} as "dropPoint",
          case when z.id is not null then json_build_object('id', z.id, 'name', z.name, 'class', z.class) end as zone,
          coalesce(z.inner_drop_point, false) as "innerDropPoint",
          case when g.id is not null then ${placeJson({ id: sql`g.id`, nameZh: sql`g.name_zh`, nameEn: sql`g.name_zh`, point: sql`g.point` })} end as gate,
          (select p.body from policies p where p.city_id = h.city_id and p.valid_from <= ${now}
            order by p.version desc limit 1) as policy
        from households h
        join jurisdictions b on b.id = h.building_id
        join drop_points d on d.id = h.drop_point_id
        left join lateral (
          select zones.id, zones.name, zones.class, ST_Covers(zones.declared, d.point) as inner_drop_point
          from zones where zones.city_id = h.city_id and ST_Covers(zones.declared, b.point)
            and zones.valid_from <= ${now} and (zones.valid_to is null or zones.valid_to > ${now})
          order by array_position(array['sealed', 'restricted', 'precaution'], zones.class), zones.id limit 1
        ) z on true
        left join lateral (
          select gates.id, gates.name_zh, gates.point from gates
          where gates.zone_id = z.id and (gates.ends_at is null or gates.ends_at > ${now})
          order by gates.point <-> b.point, gates.id limit 1
        ) g on true
        where h.id = any(${uuids(householdIds)})`,
  );
  const parsed = new Map<string, Policy>();
  return new Map(found.map((row) => [row.householdId, serviceFrom(row, policyOf(row, parsed))]));
}

function placeJson({ id, nameZh, nameEn, point }: Readonly<Record<'id' | 'nameZh' | 'nameEn' | 'point', SQL>>): SQL {
  return sql`json_build_object('id', ${id}, 'nameZh', ${nameZh}, 'nameEn', ${nameEn},
    'point', case when ${point} is not null then json_build_array(ST_X(${point}), ST_Y(${point})) end)`;
}

function policyOf(row: Row, parsed: Map<string, Policy>): Policy {
  if (!row.policy) throw new InvariantError(`household ${row.householdId} lives in a city without a policy in force`);
  const key = JSON.stringify(row.policy);
  const known = parsed.get(key) ?? policySchema.parse(row.policy);
  parsed.set(key, known);
  return known;
}

function serviceFrom(row: Row, policy: Policy): Service {
  const { householdId, zone, dropPoint, building, gate } = row;
  const mode = serviceModeOf({ ...row, zoneClass: zone?.class ?? null }, policy);
  return { householdId, mode, zone, dropPoint, building, place: placeOf() };

  function placeOf(): Service['place'] {
    if (mode === 'gate') return gate && { kind: 'gate', ...gate };
    if (mode !== 'door') return { kind: 'dropPoint', ...dropPoint };
    return building.point && { kind: 'building', ...building, point: building.point };
  }
}
