import { randomUUID } from 'node:crypto';
import { hotGoods } from '../lib/hot-goods.ts';
import { NotPlayed } from './not-played.ts';
import type { Ready } from './start-system.ts';

/** More of each plentiful good than any run can sell. */
const UNITS = 900_000;

interface Item {
  readonly skuId: string;
  readonly code: string;
}

/** The clerk takes in what the crowd will want; the scarce good stays as scarce as it is. */
export async function stockUp({ api, tokens }: Ready): Promise<void> {
  const token = tokens.warehouseClerk;
  const { warehouseId } = await answerOf<{ warehouseId: string }>(`${api}/v1/me`, { token });
  const warehouse = `${api}/v1/warehouses/${warehouseId}`;
  const { items } = await answerOf<{ items: Item[] }>(`${warehouse}/balances`, { token });
  const lines = items.filter(({ code }) => hotGoods.includes(code)).map(({ skuId }) => ({ skuId, quantity: UNITS }));
  await answerOf(`${warehouse}/receipts`, { token, body: { lines } });
}

/** The answer to one call; anything but success ends the run. */
export async function answerOf<T>(
  url: string,
  { token, body }: { readonly token: string; readonly body?: unknown },
): Promise<T> {
  const answer = await fetch(url, {
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }),
    },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new NotPlayed(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
