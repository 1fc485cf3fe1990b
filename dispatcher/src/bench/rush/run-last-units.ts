import { Agent } from 'node:http';
import type { Database } from '@baogong/drizzle/database/port';
import { newId } from '@baogong/drizzle/rules/ids';
import { verify } from '@baogong/drizzle/verify/run';
import { drawBaskets } from './baskets.ts';
import { itemsOfRound, makeLastUnitsCity } from './last-units-city.ts';
import { lastUnitsRound, type RoundOutcome } from './last-units-round.ts';
import { deadlocksOf } from './last-units-rows.ts';
import { openServerCounter } from './server-counter.ts';
import { openShoppers } from './shoppers.ts';

export interface LastUnitsAsked {
  /** Of a PostgreSQL server, as its owner. */
  readonly url: string;
  readonly dataDir: string;
  readonly rounds: number;
  readonly buyers: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface LastUnitsResult {
  readonly rounds: number;
  readonly orders: number;
  readonly units: number;
  readonly soldOut: number;
  readonly again: number;
  /** Broken by PostgreSQL; none of them may have been seen by a client. */
  readonly deadlocks: number;
  readonly seconds: number;
  readonly slowestS: number;
  readonly misses: readonly string[];
}

const COUNTERS = 2;
const SAY_EVERY = 25;
const MISSES_PER_ROUND_MAX = 5;

/** Round after round of many buyers for the last units, over HTTP and PostgreSQL, and what was not as promised. */
export async function runLastUnits(asked: LastUnitsAsked): Promise<LastUnitsResult> {
  const { url, dataDir, rounds, buyers, seed, say } = asked;
  const name = `last-${newId().slice(-12)}`;
  makeLastUnitsCity(dataDir, { name, rounds, seed });
  const counter = await openServerCounter({ url, dataDir, slug: name, counters: COUNTERS });
  const agent = new Agent({ keepAlive: true });
  try {
    const people = (await openShoppers(counter, buyers)).buyers;
    const deadlocksBefore = await deadlocksOf(counter.database);
    const startedMs = performance.now();
    const outcomes: RoundOutcome[] = [];
    for (let round = 0; round < rounds; round++) {
      const skuIds = itemsOfRound(name, round);
      const baskets = drawBaskets({ seed, round, buyers, skuIds });
      const common = { addresses: counter.addresses, agent, database: counter.database };
      outcomes.push(await lastUnitsRound({ ...common, buyers: people, baskets, skuIds }));
      const seconds = (performance.now() - startedMs) / 1000;
      if ((round + 1) % SAY_EVERY === 0) say(`${round + 1} rounds, ${seconds.toFixed(1)} s`);
    }
    const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
    const deadlocks = (await deadlocksOf(counter.database)) - deadlocksBefore;
    return { ...totals(outcomes), deadlocks, seconds, misses: [...missesOf(outcomes), ...(await broken(counter))] };
  } finally {
    agent.destroy();
    await counter.close();
  }
}

function totals(outcomes: readonly RoundOutcome[]) {
  const sum = (of: (outcome: RoundOutcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return {
    rounds: outcomes.length,
    orders: sum(({ orders }) => orders),
    units: sum(({ units }) => units),
    soldOut: sum(({ soldOut }) => soldOut),
    again: sum(({ again }) => again),
    slowestS: Math.round(Math.max(...outcomes.map(({ seconds }) => seconds)) * 100) / 100,
  };
}

function missesOf(outcomes: readonly RoundOutcome[]): string[] {
  return outcomes.flatMap(({ misses }, round) =>
    misses.slice(0, MISSES_PER_ROUND_MAX).map((miss) => `round ${round + 1}: ${miss}`),
  );
}

async function broken({ database }: { readonly database: Database }): Promise<string[]> {
  const { findings } = await verify(database);
  return findings.filter(({ count }) => count > 0).map(({ name, count }) => `verify: ${name}: ${count}`);
}
