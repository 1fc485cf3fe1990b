import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { LngLat, MultiPolygonCoordinates } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';

/** A zone as the day's judge sees it: when it was in force, its gates and relays, and who could work there. */
export interface DayZone {
  readonly id: Id;
  readonly class: ZoneClass;
  readonly declared: MultiPolygonCoordinates;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly lawVersionFrom: number | null;
  readonly lawVersionTo: number | null;
  readonly gates: readonly { readonly point: LngLat; readonly innerPoint: LngLat }[];
  readonly relays: readonly LngLat[];
  /** Carriers who live in it, and autonomous vehicles of the city, that were on shift while it was in force. */
  readonly carriers: number;
  readonly autonomous: number;
}

interface Row extends Omit<DayZone, 'declared' | 'validFrom' | 'validTo'> {
  readonly declared: { readonly coordinates: MultiPolygonCoordinates };
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** All zones of a city that ever were in force, oldest first. */
export async function dayZones(db: Reader, { cityId }: { cityId: Id }): Promise<DayZone[]> {
  const found = await rows<Row>(
    db,
    sql`
      select zones.id, zones.class, ST_AsGeoJSON(zones.declared, 9)::json as declared,
        to_json(zones.valid_from) as "validFrom", to_json(zones.valid_to) as "validTo",
        zones.law_version_from as "lawVersionFrom", zones.law_version_to as "lawVersionTo",
        coalesce((select json_agg(json_build_object(
            'point', json_build_array(ST_X(gates.point), ST_Y(gates.point)),
            'innerPoint', json_build_array(ST_X(gates.inner_point), ST_Y(gates.inner_point))) order by gates.id)
          from gates where gates.zone_id = zones.id), '[]'::json) as gates,
        coalesce((select json_agg(json_build_array(ST_X(relays.point), ST_Y(relays.point)) order by relays.id)
          from relays where relays.zone_id = zones.id), '[]'::json) as relays,
        (select count(distinct vehicles.id)::int from vehicles
          join shifts on shifts.vehicle_id = vehicles.id and shifts.to_at > zones.valid_from
          where vehicles.city_id = zones.city_id and vehicles.traveller_class = 'autonomousVehicle') as autonomous,
        (select count(distinct riders.id)::int from riders
          join jurisdictions home on home.id = riders.home_building_id and ST_Covers(zones.declared, home.point)
          join shifts on shifts.rider_id = riders.id and shifts.to_at > zones.valid_from
          where riders.traveller_class = 'insideCarrier') as carriers
      from zones where zones.city_id = ${cityId} and zones.law_version_from is not null
      order by zones.valid_from, zones.id`,
  );
  return found.map((row) => ({
    ...row,
    declared: row.declared.coordinates,
    validFrom: new Date(row.validFrom),
    validTo: row.validTo ? new Date(row.validTo) : null,
  }));
}

/** The end of the last shift that a city has on record within a span. */
export async function lastShiftEnd(
  db: Reader,
  { cityId, from, to }: { cityId: Id; from: Date; to: Date },
): Promise<Date> {
  const [row] = await rows<{ at: string | null }>(
    db,
    sql`select to_json(max(to_at)) as at from shifts
      where city_id = ${cityId} and from_at >= ${from.toISOString()}::timestamptz and from_at < ${to.toISOString()}::timestamptz`,
  );
  return row?.at ? new Date(row.at) : to;
}
