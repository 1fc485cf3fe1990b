import { parseArgs } from 'node:util';
import { type RushResult, rushEmbedded, rushOnServer } from '../bench/rush/run-rush-bench.ts';
import { wholeNumber } from '../bench/whole-number.ts';

/** 200 buyers at once for the last 50 units of one item, through HTTP; on PostgreSQL too where DATABASE_URL names one. */
const { values } = parseArgs({
  options: {
    'embedded-rounds': { type: 'string', default: '5' },
    'server-rounds': { type: 'string', default: '50' },
  },
});
const url = process.env.DATABASE_URL;
const results: RushResult[] = [];
const embeddedRounds = wholeNumber(['embedded-rounds', values['embedded-rounds']], { min: 0 });
const serverRounds = wholeNumber(['server-rounds', values['server-rounds']]);
if (embeddedRounds > 0) results.push(await rushEmbedded(embeddedRounds));
if (url) results.push(await rushOnServer(url, serverRounds));
else console.error('DATABASE_URL is not set: PostgreSQL is left out.');

console.table(
  results.map(({ engine, rounds, misses }) => ({
    engine,
    rounds: rounds.length,
    sold: rounds.reduce((sum, { sold }) => sum + sold, 0),
    refused: rounds.reduce((sum, { refused }) => sum + refused, 0),
    slowestS: Math.max(...rounds.map(({ seconds }) => seconds)),
    misses: misses.length,
  })),
);
for (const { engine, misses } of results) for (const miss of misses) console.error(`${engine}: ${miss}`);
console.log(
  JSON.stringify({
    bench: 'rush',
    results: results.map(({ engine, rounds, misses }) => ({
      engine,
      rounds: rounds.length,
      exact: rounds.filter((round) => round.misses.length === 0).length,
      misses,
    })),
  }),
);
process.exitCode = results.some(({ misses }) => misses.length > 0) ? 1 : 0;
