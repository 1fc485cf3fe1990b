import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';

/** A line and the span in which it is driven. */
export interface TimedLine {
  readonly id: Id;
  readonly line: readonly LngLat[];
  readonly from: Date;
  readonly to: Date;
}

/** How much of a line lies in a zone that is in force while it is driven. */
export interface InsideLength {
  readonly lineId: Id;
  readonly zoneId: Id;
  readonly insideM: number;
  readonly startsInside: boolean;
  readonly endsInside: boolean;
  /** Metres from the line's end to the zone, 0 inside it. */
  readonly endsPastM: number;
}

/**
 * PostGIS's word on lines and zones: metres (geography) of every line within every zone of the city that is in force, or
 * recorded to be, at any time of the line's span. Pairs that do not touch are left out. It is the guard behind every
 * routing engine, so it shares no code with them.
 */
export async function insideLengths(
  db: Reader,
  { cityId, lines }: { cityId: Id; lines: readonly TimedLine[] },
): Promise<InsideLength[]> {
  if (lines.length === 0) return [];
  const given = JSON.stringify(
    lines.map((each) => ({
      id: each.id,
      geometry: JSON.stringify({ type: 'LineString', coordinates: each.line }),
      from_at: each.from.toISOString(),
      to_at: each.to.toISOString(),
    })),
  );
  return rows<InsideLength>(
    db,
    sql`
    with driven as (
      select id, from_at, to_at, ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326) as line
      from jsonb_to_recordset(${given}::jsonb) as given(id uuid, geometry text, from_at timestamptz, to_at timestamptz)
    )
    select driven.id as "lineId", zones.id as "zoneId",
      ST_Length(ST_Intersection(driven.line, zones.declared)::geography)::float8 as "insideM",
      ST_Covers(zones.declared, ST_StartPoint(driven.line)) as "startsInside",
      ST_Covers(zones.declared, ST_EndPoint(driven.line)) as "endsInside",
      ST_Distance(ST_EndPoint(driven.line)::geography, zones.declared::geography)::float8 as "endsPastM"
    from driven
    join zones on zones.city_id = ${cityId} and zones.withdrawn_at is null
      and zones.valid_from < driven.to_at
      and (zones.valid_to is null or zones.valid_to > driven.from_at)
      and ST_Intersects(zones.declared, driven.line)`,
  );
}
