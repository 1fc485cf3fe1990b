import { newId } from '@baogong/drizzle/rules/ids';
import { type Answer, buy, orderIdOf, refusalCodeOf } from './buy.ts';
import { judgeFolder } from './judge-rows.ts';
import { makeRushCity, RUSH_CITY, RUSH_FROM } from './rush-city.ts';
import { type ServerChild, startChild } from './server-child.ts';
import { openShoppers } from './shoppers.ts';

export interface KillResult {
  readonly kills: number;
  /** Orders whose 201 had arrived when the server was killed; every one of them must be there afterwards. */
  readonly acknowledged: number;
  readonly orders: number;
  readonly reopenS: readonly number[];
  readonly misses: readonly string[];
}

interface Asked {
  readonly dataDir: string;
  readonly kills: number;
  readonly buyers: number;
  /** Of each item; fewer than buyers, so that some of those who ask again are too late. */
  readonly units: number;
  readonly seed: number;
}

interface Bought {
  readonly token: string;
  readonly key: string;
  readonly skuId: string;
  readonly answer: Answer | undefined;
}

/** A rush in whose middle the server is killed, again and again on the same folder; then everybody asks again by key. */
export async function killRun({ dataDir, kills, buyers, units, seed }: Asked): Promise<KillResult> {
  makeRushCity(dataDir, { name: RUSH_CITY, units });
  const start = () => startChild(dataDir, ['--city', RUSH_CITY, '--clock', RUSH_FROM.toISOString()]);
  let server = await start();
  const { tokens, skuIds } = await openShoppers(
    { address: server.address, integration: server.tokens.integration ?? '' },
    buyers,
  );
  const misses: string[] = [];
  const ordered = new Set<string>();
  const reopenS: number[] = [];
  let acknowledged = 0;

  for (let kill = 0; kill < kills; kill++) {
    const skuId = skuIds[kill % skuIds.length] ?? '';
    const afterAnswers = 1 + ((seed + kill * 7_919) % Math.max(1, units - 1));
    const bought = await killedRush(server, { tokens, skuId, afterAnswers });
    acknowledged += bought.filter(({ answer }) => answer?.status === 201).length;
    server = await start();
    reopenS.push(server.readyS);
    console.error(`kill ${kill + 1}: ${acknowledged} acknowledged so far, open again after ${server.readyS} s`);
    const { address } = server;
    const again = await Promise.all(bought.map(async (each) => ({ each, now: await buy({ address, ...each }) })));
    for (const { each, now } of again)
      misses.push(...changed(each.answer, now).map((miss) => `kill ${kill + 1}: ${miss}`));
    for (const { now } of again) {
      const id = now && orderIdOf(now);
      if (id) ordered.add(id);
    }
  }

  const ended = await server.end('SIGINT');
  if (ended !== 0) misses.push(`the last server ended with ${ended}`);
  const rows = await judgeFolder(dataDir);
  for (const id of ordered) if (!rows.orderIds.has(id)) misses.push(`order ${id} is lost`);
  if (rows.orderIds.size !== ordered.size) misses.push(`${rows.orderIds.size} orders, ${ordered.size} keys bought`);
  for (const [skuId, sold] of rows.unitsOf) if (sold > units) misses.push(`${sold} of ${units} units of ${skuId} sold`);
  misses.push(...rows.violated.map((name) => `verify: ${name}`));
  return { kills, acknowledged, orders: rows.orderIds.size, reopenS, misses };
}

/** Kills the server with the given answer; what was sent and not answered stays unknown. */
async function killedRush(
  server: ServerChild,
  { tokens, skuId, afterAnswers }: { tokens: readonly string[]; skuId: string; afterAnswers: number },
): Promise<Bought[]> {
  let answers = 0;
  let killed: Promise<unknown> | undefined;
  const bought = await Promise.all(
    tokens.map(async (token) => {
      const purchase = { token, skuId, key: newId() };
      const answer = await buy({ address: server.address, ...purchase });
      if (answer) answers += 1;
      if (answers >= afterAnswers) killed ??= server.end('SIGKILL');
      return { ...purchase, answer };
    }),
  );
  await (killed ?? server.end('SIGKILL'));
  return bought;
}

/** What was acknowledged is answered again to the letter; what was not is bought once now, or sold out. */
function changed(before: Answer | undefined, now: Answer | undefined): string[] {
  if (!now) return ['no answer after the restart'];
  if (before?.status === 201)
    return before.text === now.text ? [] : [`an acknowledged order became ${now.status} ${now.text.slice(0, 80)}`];
  return now.status === 201 || refusalCodeOf(now) === 'outOfStock' ? [] : [`${now.status} ${refusalCodeOf(now)}`];
}
