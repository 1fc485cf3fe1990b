import { hotGoods } from '../lib/hot-goods.ts';
import { NotPlayed } from './not-played.ts';
import type { Ready } from './start-system.ts';
import { answerOf } from './stock-up.ts';

const LINES = 3;

/** One order of a resident like those of the crowd; gives its id. */
export async function placeSample({ api, residents = [] }: Ready): Promise<string> {
  const [token] = residents;
  if (!token) throw new NotPlayed('the system told no residents');
  const { items } = await answerOf<{ items: { skuId: string; code: string }[] }>(`${api}/v1/shelf`, { token });
  const lines = items
    .filter(({ code }) => hotGoods.slice(0, LINES).includes(code))
    .map(({ skuId }) => ({ skuId, quantity: 1 }));
  return (await answerOf<{ id: string }>(`${api}/v1/orders`, { token, body: { lines } })).id;
}
