import { newId } from '@baogong/drizzle/rules/ids';
import { z } from 'zod';

export interface Buyer {
  readonly accountId: string;
  readonly token: string;
}

export interface Shoppers {
  /** A session of each household's account. */
  readonly buyers: readonly Buyer[];
  readonly tokens: readonly string[];
  readonly skuIds: readonly string[];
}

const worldPage = z.object({
  households: z.array(z.object({ accountId: z.string().nullable() })),
  skus: z.array(z.object({ id: z.string() })),
});
const minted = z.object({ tokens: z.array(z.object({ accountId: z.string(), token: z.string() })) });

/** Signs in so many households of a simulated city. */
export async function openShoppers(
  { address, integration }: { readonly address: string; readonly integration: string },
  count: number,
): Promise<Shoppers> {
  const headers = { authorization: `Bearer ${integration}`, 'content-type': 'application/json' };
  const page = worldPage.parse(await answered(await fetch(`${address}/v1/simulation/world`, { headers })));
  const accountIds = page.households.flatMap(({ accountId }) => accountId ?? []).slice(0, count);
  if (accountIds.length < count) throw new RangeError(`${count} shoppers asked, ${accountIds.length} live here`);
  const sessions = await fetch(`${address}/v1/simulation/sessions`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': newId() },
    body: JSON.stringify({ accountIds }),
  });
  const { tokens: buyers } = minted.parse(await answered(sessions));
  return { buyers, tokens: buyers.map(({ token }) => token), skuIds: page.skus.map(({ id }) => id) };
}

async function answered(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
}
