import { psql } from './ceiling/psql.ts';

/** Orders in the rows, and the keys under which an order was answered. */
export async function countOrders(databaseUrl: string): Promise<{ orders: number; keys: number }> {
  const text = await psql(databaseUrl, [
    '-c',
    `select (select count(*) from orders), (select count(*) from idempotency_keys where response::text like '%pickupCode%')`,
  ]);
  const [orders = 0, keys = 0] = text.trim().split('|').map(Number);
  return { orders, keys };
}
