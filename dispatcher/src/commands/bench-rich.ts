import { parseArgs } from 'node:util';
import { runRichBench } from '../bench/rich/run-rich-bench.ts';
import { wholeNumber } from '../bench/whole-number.ts';

/** Seeded rich problems of 5 to 60 stops judged, and handfuls of stops held against the best of all plans. */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    iterations: { type: 'string', default: '300' },
    'handful-iterations': { type: 'string', default: '2000' },
  },
});

const rows = runRichBench({
  cases: wholeNumber(['cases', values.cases]),
  seed: wholeNumber(['seed', values.seed], { min: 0 }),
  iterations: wholeNumber(['iterations', values.iterations], { min: 0 }),
  handfulIterations: wholeNumber(['handful-iterations', values['handful-iterations']], { min: 0 }),
  onFault: (line) => console.error(line),
});
console.table(rows);
process.exitCode = rows.some(({ broken, missed }) => broken > 0 || (missed ?? 0) > 0) ? 1 : 0;
