import { eq, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import { type CivilDay, civilDayOf } from '../../rules/civil-day.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { InvariantError } from '../../rules/refusal.ts';
import type { BoxState, CustodianKind, NeedCode, TemperatureClass } from '../../rules/vocabulary.ts';
import { cities } from '../../schema/cities.ts';
import { boxesInTurn } from './boxes-in-turn.ts';

/** A box that no plan serves at present, where it is and where its household lives. */
export interface OpenBox {
  readonly id: Id;
  readonly orderId: Id;
  readonly state: BoxState;
  readonly grams: number;
  readonly millilitres: number;
  readonly temperatureClass: TemperatureClass;
  readonly promisedAt: Date;
  readonly custodian: { readonly kind: CustodianKind; readonly id: Id };
  /** Where the custodian has it: the place itself, a traveller's last position, or where it is held. */
  readonly at: LngLat;
  /** A gate's other side, for those who come from within. */
  readonly innerAt: LngLat | null;
  /** The zone of the gate or relay where it lies. */
  readonly gateZoneId: Id | null;
  /** Times that it was brought to a place and not taken there. */
  readonly failedStops: number;
  /** It is with somebody whose work has ended: whoever is at work may fetch it from where he is. */
  readonly leftBehind: boolean;
  readonly household: {
    readonly id: Id;
    readonly needs: readonly NeedCode[];
    readonly homeQuarantine: boolean;
    readonly building: { readonly id: Id; readonly point: LngLat };
    readonly dropPoint: { readonly id: Id; readonly point: LngLat };
  };
}

interface Row {
  readonly id: Id;
  readonly orderId: Id;
  readonly state: BoxState;
  readonly grams: number;
  readonly millilitres: number;
  readonly temperatureClass: TemperatureClass;
  readonly promisedAt: string;
  readonly custodianKind: CustodianKind;
  readonly custodianId: Id;
  readonly at: [number, number];
  readonly innerAt: [number, number] | null;
  readonly gateZoneId: Id | null;
  readonly failedStops: number;
  readonly leftBehind: boolean;
  readonly householdId: Id;
  readonly needs: NeedCode[];
  readonly homeQuarantine: boolean;
  readonly buildingId: Id;
  readonly building: [number, number];
  readonly dropPointId: Id;
  readonly dropPoint: [number, number];
}

/**
 * Boxes of a city whose delivery day has begun and that have no active stop: packed at a warehouse, waiting at a gate, relay or base, held, aboard a traveller
 * whose stop was taken back, on a follow-on way that was taken back, or delivered to a place that their household, now sealed,
 * cannot reach. At most `limit`, taken in turn; the longest promised first.
 */
export async function openBoxes(
  db: Reader,
  { cityId, at, limit }: { cityId: Id; at: Date; limit: number },
): Promise<OpenBox[]> {
  const today = await todayIn(db, { cityId, at });
  const found = await rows<Row>(
    db,
    sql`
      select boxes.id, boxes.order_id as "orderId", boxes.state, boxes.grams, boxes.millilitres,
        boxes.temperature_class as "temperatureClass", to_json(orders.promised_at) as "promisedAt",
        boxes.custodian_kind as "custodianKind", boxes.custodian_id as "custodianId",
        ST_AsGeoJSON(coalesce(boxes.held_point, warehouses.point, gates.point, relays.point, rider_bases.point,
          lying.point, vehicles.last_point, riders.last_point), 9)::json -> 'coordinates' as at,
        ST_AsGeoJSON(gates.inner_point, 9)::json -> 'coordinates' as "innerAt",
        coalesce(gates.zone_id, relays.zone_id) as "gateZoneId",
        (select count(*)::int from stop_boxes join stops on stops.id = stop_boxes.stop_id
          where stop_boxes.box_id = boxes.id and stop_boxes.outcome = 'failed'
            and stops.failure is distinct from 'healthCode') as "failedStops",
        boxes.state = 'loaded' and not ${hasWork({ at })} as "leftBehind",
        households.id as "householdId", to_json(households.needs) as needs, households.home_quarantine as "homeQuarantine",
        home.id as "buildingId", ST_AsGeoJSON(home.point, 9)::json -> 'coordinates' as building,
        own.id as "dropPointId", ST_AsGeoJSON(own.point, 9)::json -> 'coordinates' as "dropPoint"
      from boxes
      join orders on orders.id = boxes.order_id
      join households on households.id = orders.household_id
      join jurisdictions home on home.id = households.building_id
      join drop_points own on own.id = households.drop_point_id
      left join warehouses on boxes.custodian_kind = 'warehouse' and warehouses.id = boxes.custodian_id
      left join gates on boxes.custodian_kind = 'gate' and gates.id = boxes.custodian_id
      left join relays on boxes.custodian_kind = 'relay' and relays.id = boxes.custodian_id
      left join rider_bases on boxes.custodian_kind = 'riderBase' and rider_bases.id = boxes.custodian_id
      left join drop_points lying on boxes.custodian_kind = 'dropPoint' and lying.id = boxes.custodian_id
      left join vehicles on boxes.custodian_kind = 'vehicle' and vehicles.id = boxes.custodian_id
      left join riders on boxes.custodian_kind = 'rider' and riders.id = boxes.custodian_id
      where boxes.id in (${boxesInTurn({ cityId, at, today, limit })})
      order by orders.promised_at, boxes.id`,
  );
  return found.flatMap((row) => (row.at ? [openBox(row)] : []));
}

/** The traveller who has a box is on shift or still has a route; each question by itself, so that each has its index. */
function hasWork({ at }: { at: Date }): SQL {
  const now = sql`${at.toISOString()}::timestamptz`;
  const onNow = sql`shifts.from_at <= ${now} and shifts.to_at > ${now}`;
  const isOpen = sql`routes.state in ('planned', 'running')`;
  return sql`(
    exists (select 1 from shifts where shifts.vehicle_id = vehicles.id and ${onNow})
    or exists (select 1 from shifts where shifts.rider_id = riders.id and ${onNow})
    or exists (select 1 from riders driver join shifts on shifts.rider_id = driver.id
      where driver.vehicle_id = vehicles.id and ${onNow})
    or exists (select 1 from routes where routes.vehicle_id = vehicles.id and ${isOpen})
    or exists (select 1 from routes where routes.rider_id = riders.id and ${isOpen}))`;
}

async function todayIn(db: Reader, { cityId, at }: { cityId: Id; at: Date }): Promise<CivilDay> {
  const [city] = await db.select({ timeZone: cities.timeZone }).from(cities).where(eq(cities.id, cityId));
  if (!city) throw new InvariantError(`city ${cityId} is gone`);
  return civilDayOf(at, city.timeZone);
}

function openBox(row: Row): OpenBox {
  const { id, orderId, state, grams, millilitres, temperatureClass } = row;
  const { at, innerAt, gateZoneId, failedStops, leftBehind } = row;
  return {
    ...{ id, orderId, state, grams, millilitres, temperatureClass },
    ...{ at, innerAt, gateZoneId, failedStops, leftBehind },
    promisedAt: new Date(row.promisedAt),
    custodian: { kind: row.custodianKind, id: row.custodianId },
    household: {
      id: row.householdId,
      needs: row.needs,
      homeQuarantine: row.homeQuarantine,
      building: { id: row.buildingId, point: row.building },
      dropPoint: { id: row.dropPointId, point: row.dropPoint },
    },
  };
}
