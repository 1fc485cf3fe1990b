import { parseArgs } from 'node:util';
import { runReplanBench, runZonesBench } from '../bench/replan/run-replan-bench.ts';
import { townKinds } from '../bench/replan/town-problem.ts';
import { wholeNumber } from '../bench/whole-number.ts';

/** Re-planning on seeded towns: how soon an event is answered, and how near the answer is to a full run's plan. */
const { values } = parseArgs({
  options: {
    stops: { type: 'string', default: '1000' },
    events: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    full: { type: 'string', default: '10' },
    zones: { type: 'string', default: '10' },
  },
});

const asked = {
  stops: wholeNumber(['stops', values.stops]),
  events: wholeNumber(['events', values.events]),
  rounds: wholeNumber(['rounds', values.rounds]),
  seed: wholeNumber(['seed', values.seed], { min: 0 }),
  fullS: wholeNumber(['full', values.full]),
  onProgress: (line: string) => console.error(line),
};
const zones = wholeNumber(['zones', values.zones]);
const rows = [
  ...townKinds.flatMap((town) => runReplanBench({ ...asked, town })),
  runZonesBench({ ...asked, zones, fullS: 1 }),
];
console.table(rows);
process.exitCode = rows.some(({ broken }) => broken > 0) ? 1 : 0;
