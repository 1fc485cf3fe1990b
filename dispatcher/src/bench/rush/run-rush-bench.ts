import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@baogong/drizzle/rules/ids';
import { type JudgedRows, judgeFolder, judgeRows } from './judge-rows.ts';
import { makeRushCity, RUSH_CITY, RUSH_FROM } from './rush-city.ts';
import { type RoundResult, rushRound } from './rush-round.ts';
import { startChild } from './server-child.ts';
import { openServerCounter } from './server-counter.ts';
import { openShoppers } from './shoppers.ts';

const BUYERS = 200;
const UNITS = 50;

export interface RushResult {
  readonly engine: 'embedded' | 'postgres';
  readonly rounds: readonly RoundResult[];
  readonly misses: readonly string[];
}

/** Round after round on the whole embedded system in a process of its own. */
export async function rushEmbedded(rounds: number): Promise<RushResult> {
  return inTemporaryFolder(async (dataDir) => {
    makeRushCity(dataDir, { name: RUSH_CITY, units: UNITS });
    const server = await startChild(dataDir, ['--city', RUSH_CITY, '--clock', RUSH_FROM.toISOString()]);
    const done = await rush({ address: server.address, integration: server.tokens.integration ?? '', rounds });
    await server.end('SIGTERM');
    return { engine: 'embedded', ...judged(done, await judgeFolder(dataDir)) };
  });
}

/** The same over a PostgreSQL server, in a city of its own. */
export async function rushOnServer(url: string, rounds: number): Promise<RushResult> {
  return inTemporaryFolder(async (dataDir) => {
    const slug = `rush-${newId().slice(-12)}`;
    makeRushCity(dataDir, { name: slug, units: UNITS });
    const counter = await openServerCounter({ url, dataDir, slug });
    try {
      const done = await rush({ ...counter, rounds });
      return { engine: 'postgres', ...judged(done, await judgeRows(counter.database)) };
    } finally {
      await counter.close();
    }
  });
}

type Done = readonly (RoundResult & { readonly skuId: string })[];

/** Each round is about another item, of which just so many are there. */
async function rush(asked: { address: string; integration: string; rounds: number }): Promise<Done> {
  const { address } = asked;
  const { tokens, skuIds } = await openShoppers(asked, BUYERS);
  if (skuIds.length < asked.rounds) throw new RangeError(`rounds ${asked.rounds}: at most ${skuIds.length}`);
  const done: (RoundResult & { skuId: string })[] = [];
  for (const skuId of skuIds.slice(0, asked.rounds)) {
    const result = await rushRound({ address, tokens, skuId, units: UNITS });
    console.error(`round ${done.length + 1}: ${result.sold} sold, ${result.refused} refused, ${result.seconds} s`);
    done.push({ ...result, skuId });
  }
  return done;
}

function judged(rounds: Done, rows: JudgedRows): Pick<RushResult, 'rounds' | 'misses'> {
  const inRows = rounds.flatMap(({ skuId }, round) =>
    rows.unitsOf.get(skuId) === UNITS ? [] : [`round ${round + 1}: ${rows.unitsOf.get(skuId) ?? 0} units in orders`],
  );
  const inAnswers = rounds.flatMap(({ misses }, round) => misses.map((miss) => `round ${round + 1}: ${miss}`));
  return { rounds, misses: [...inAnswers, ...inRows, ...rows.violated.map((name) => `verify: ${name}`)] };
}

async function inTemporaryFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'baogong-rush-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
