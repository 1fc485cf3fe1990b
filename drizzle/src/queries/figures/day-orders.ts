import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type { OrderState } from '../../rules/vocabulary.ts';

/** One order of a delivery day, with what its figures are made of. */
export interface DayOrder {
  readonly id: Id;
  readonly state: OrderState;
  readonly communityId: Id;
  /** Warehouses that hold its goods: the one where they are reserved, and others with all of them to spare. */
  readonly warehouses: readonly LngLat[];
  readonly building: LngLat;
  readonly dropPoint: LngLat;
  readonly placedAt: Date;
  readonly deliveredAt: Date | null;
  readonly unservedReason: string | null;
}

interface Row extends Omit<DayOrder, 'placedAt' | 'deliveredAt'> {
  readonly placedAt: string;
  readonly deliveredAt: string | null;
}

/** Every order of a day that was placed with its stock reserved. */
export async function dayOrders(db: Reader, { cityId, day }: { cityId: Id; day: string }): Promise<DayOrder[]> {
  const found = await rows<Row>(
    db,
    sql`
      select orders.id, orders.state, households.community_id as "communityId",
        (select json_agg(json_build_array(ST_X(warehouses.point), ST_Y(warehouses.point)) order by warehouses.id)
          from warehouses where warehouses.city_id = orders.city_id
            and (warehouses.id = orders.warehouse_id or not exists (
              select from order_lines where order_lines.order_id = orders.id and not exists (
                select from balances where balances.warehouse_id = warehouses.id and balances.sku_id = order_lines.sku_id
                  and balances.on_hand - balances.reserved >= order_lines.quantity)))) as warehouses,
        json_build_array(ST_X(home.point), ST_Y(home.point)) as building,
        json_build_array(ST_X(drop_points.point), ST_Y(drop_points.point)) as "dropPoint",
        to_json(orders.placed_at) as "placedAt",
        to_json((select max(boxes.delivered_at) from boxes where boxes.order_id = orders.id)) as "deliveredAt",
        orders.unserved_reason as "unservedReason"
      from orders
      join households on households.id = orders.household_id
      join jurisdictions home on home.id = households.building_id
      join drop_points on drop_points.id = households.drop_point_id
      where orders.city_id = ${cityId} and orders.delivery_day = ${day}::date
      order by orders.id`,
  );
  return found.map((row) => ({
    ...row,
    placedAt: new Date(row.placedAt),
    deliveredAt: row.deliveredAt ? new Date(row.deliveredAt) : null,
  }));
}
