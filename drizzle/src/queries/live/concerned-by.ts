import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import type { Id } from '../../rules/ids.ts';
import type { NumberedEvent } from './events-after.ts';

/** Whom an event concerns besides those who oversee the whole city. */
export interface Concerned {
  readonly everyone: boolean;
  readonly accountIds: readonly Id[];
  /** Where a warehouse clerk must stand. */
  readonly warehousePath: string | undefined;
}

const lawEvents: ReadonlySet<string> = new Set(['zone.declared.v1', 'zone.withdrawn.v1', 'law.changed.v1']);

const nobody: Concerned = { everyone: false, accountIds: [], warehousePath: undefined };

/** The law is everybody's; an order its household's; a stop its traveller's, its households' and its leader's. */
export async function concernedBy(db: Reader, { name, payload }: NumberedEvent): Promise<Concerned> {
  const { orderId, routeId, stopId, riderId, warehouseId } = payload;
  if (lawEvents.has(name)) return { ...nobody, everyone: true };

  const accountIds = [
    ...(typeof orderId === 'string' ? await accountsOf(db, householdOfOrder(orderId)) : []),
    ...(typeof routeId === 'string' ? await accountsOf(db, riderOfRoute(routeId)) : []),
    ...(typeof stopId === 'string' ? await accountsOf(db, peopleOfStop(stopId)) : []),
    ...(typeof riderId === 'string' ? await accountsOf(db, accountOfRider(riderId)) : []),
  ];
  const warehousePath = typeof warehouseId === 'string' ? await pathOfWarehouse(db, warehouseId) : undefined;
  return { everyone: false, accountIds, warehousePath };
}

async function accountsOf(db: Reader, statement: ReturnType<typeof sql>): Promise<Id[]> {
  const found = await rows<{ id: Id | null }>(db, statement);
  return found.flatMap(({ id }) => id ?? []);
}

const householdOfOrder = (orderId: Id) => sql`
  select households.account_id as id from orders join households on households.id = orders.household_id
  where orders.id = ${orderId}`;

const riderOfRoute = (routeId: Id) => sql`
  select riders.account_id as id from routes join riders on riders.id = routes.rider_id where routes.id = ${routeId}`;

const accountOfRider = (riderId: Id) => sql`select account_id as id from riders where id = ${riderId}`;

const peopleOfStop = (stopId: Id) => sql`
  select riders.account_id as id from stops join trips on trips.id = stops.trip_id join routes on routes.id = trips.route_id
    join riders on riders.id = routes.rider_id where stops.id = ${stopId}
  union
  select drop_points.leader_account_id from stops join drop_points on drop_points.id = stops.place_id
    where stops.id = ${stopId} and stops.place_kind = 'dropPoint'
  union
  select households.account_id from stop_boxes join boxes on boxes.id = stop_boxes.box_id
    join orders on orders.id = boxes.order_id join households on households.id = orders.household_id
    where stop_boxes.stop_id = ${stopId}`;

async function pathOfWarehouse(db: Reader, warehouseId: Id): Promise<string | undefined> {
  const [found] = await rows<{ path: string }>(
    db,
    sql`select jurisdictions.path::text as path from warehouses
        join jurisdictions on jurisdictions.id = warehouses.jurisdiction_id where warehouses.id = ${warehouseId}`,
  );
  return found?.path;
}
