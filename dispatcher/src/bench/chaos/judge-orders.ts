import { Agent } from 'node:http';
import type { Database } from '@baogong/drizzle/database/port';
import { rows } from '@baogong/drizzle/database/rows';
import { sql } from 'drizzle-orm';
import { eachOf } from '../../simulate/fleet.ts';
import { orderIdOf, sendOrder } from '../rush/send-order.ts';
import type { Asked } from './rush-under-way.ts';

const AT_ONCE = 24;

/** Every order that was acknowledged is in the rows and is answered to the letter when it is asked for again; no key has two. */
export async function lostOrDoubled(
  database: Database,
  { addresses, asked }: { readonly addresses: readonly string[]; readonly asked: readonly Asked[] },
): Promise<string[]> {
  const misses = asked.flatMap(wrongAnswer);
  const placed = asked.flatMap(({ reply, ...order }) => (reply?.status === 201 ? [{ ...order, reply }] : []));
  const agent = new Agent({ keepAlive: true });
  await eachOf(placed, AT_ONCE, async ({ reply, ...order }) => {
    const again = await sendOrder({ ...order, addresses, agent });
    if (again?.text !== reply.text) misses.push(`order ${orderIdOf(reply)} is answered otherwise when asked again`);
  });
  agent.destroy();

  const there = await ordersThere(database);
  const ids = new Set(placed.map(({ reply }) => orderIdOf(reply) ?? ''));
  if (ids.size !== placed.length) misses.push(`${placed.length} keys have ${ids.size} orders`);
  for (const id of ids) if (!there.has(id)) misses.push(`acknowledged order ${id} is lost`);
  return misses;
}

/** Orders of the whole city. */
export async function ordersThere(database: Database): Promise<Set<string>> {
  const found = await database.read((db) => rows<{ id: string }>(db, sql`select id from orders`));
  return new Set(found.map(({ id }) => id));
}

/** In a city that has enough of everything, an order is placed, sooner or later, and nothing else is ever shown to anybody. */
function wrongAnswer({ reply }: Asked): string[] {
  if (!reply) return ['an order was never answered'];
  const shown = reply.shown.map((each) => `a client was shown ${each}`);
  return reply.status === 201 ? shown : [...shown, `a client was shown ${reply.status} ${reply.code ?? ''}`];
}
