import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import type { BoxState, OrderState, ServiceMode } from '../../rules/vocabulary.ts';
import { serviceOf } from './service-of.ts';

/** An order as its household sees it. Instants are ISO texts. */
export interface OrderView {
  readonly id: Id;
  readonly householdId: Id;
  readonly state: OrderState;
  readonly placedAt: string;
  readonly promisedAt: string;
  readonly deliveryDay: string;
  readonly deliveredAt: string | null;
  readonly totalFen: number;
  readonly lines: readonly {
    readonly skuId: Id;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly quantity: number;
    readonly priceFen: number;
  }[];
  readonly pickupCode: string;
  readonly serviceMode: ServiceMode;
  readonly place: {
    readonly kind: 'building' | 'gate' | 'dropPoint';
    readonly nameZh: string;
    readonly nameEn: string;
    readonly point: LngLat;
  } | null;
  readonly boxes: readonly {
    readonly id: Id;
    readonly seq: number;
    readonly state: BoxState;
    readonly collected: boolean;
  }[];
  readonly unservedReason: string | null;
  /** When the last of its boxes is planned to be there. */
  readonly eta: string | null;
}

type Row = Omit<OrderView, 'serviceMode' | 'place'>;

/** One order, or nothing. */
export async function orderView(
  db: Reader,
  { orderId, at }: { orderId: Id; at: Date },
): Promise<OrderView | undefined> {
  const [order] = await orderViews(db, { where: sql`o.id = ${orderId}`, limit: 1, at });
  return order;
}

/** Orders that meet a condition on `o`, newest first. */
export async function orderViews(
  db: Reader,
  { where, limit, at }: { where: SQL; limit: number; at: Date },
): Promise<OrderView[]> {
  const found = await rows<Row>(db, statement(where, limit));
  if (found.length === 0) return [];

  const householdIds = [...new Set(found.map(({ householdId }) => householdId))];
  const services = await serviceOf(db, { householdIds, at });
  return found.map((order) => {
    const service = services.get(order.householdId);
    const place = service?.place ?? null;
    return {
      ...order,
      placedAt: iso(order.placedAt),
      promisedAt: iso(order.promisedAt),
      deliveredAt: order.deliveredAt && iso(order.deliveredAt),
      eta: order.eta && iso(order.eta),
      serviceMode: service?.mode ?? 'self',
      place: place && { kind: place.kind, nameZh: place.nameZh, nameEn: place.nameEn, point: place.point },
    };
  });
}

function statement(where: SQL, limit: number): SQL {
  return sql`
    select o.id, o.household_id as "householdId", o.state, o.placed_at::text as "placedAt", o.promised_at::text as "promisedAt",
      o.delivered_at::text as "deliveredAt", o.delivery_day::text as "deliveryDay", o.total_fen as "totalFen",
      o.pickup_code as "pickupCode", o.unserved_reason as "unservedReason",
      (select coalesce(json_agg(json_build_object('skuId', l.sku_id, 'nameZh', s.name_zh, 'nameEn', s.name_en,
          'quantity', l.quantity, 'priceFen', l.price_fen) order by s.code), '[]'::json)
        from order_lines l join skus s on s.id = l.sku_id where l.order_id = o.id) as lines,
      (select coalesce(json_agg(json_build_object('id', b.id, 'seq', b.seq, 'state', b.state,
          'collected', b.collected_at is not null) order by b.seq), '[]'::json)
        from boxes b where b.order_id = o.id) as boxes,
      (select max(t.arrives_at)::text from boxes b join stop_boxes x on x.box_id = b.id and x.active
        join stops t on t.id = x.stop_id where b.order_id = o.id and t.mode <> 'handOver') as eta
    from orders o where ${where} order by o.placed_at desc, o.id desc limit ${limit}`;
}

function iso(text: string): string {
  return new Date(text).toISOString();
}
