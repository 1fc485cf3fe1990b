import { parseArgs } from 'node:util';
import { runRichBench } from '../bench/rich/run-rich-bench.ts';
import { readCount } from '../bench/solver/solver-arguments.ts';

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
  cases: readCount('--cases', values.cases) ?? 0,
  seed: readCount('--seed', values.seed) ?? 0,
  iterations: readCount('--iterations', values.iterations) ?? 0,
  handfulIterations: readCount('--handful-iterations', values['handful-iterations']) ?? 0,
  onFault: (line) => console.error(line),
});
console.table(rows);
process.exitCode = rows.some(({ broken, missed }) => broken > 0 || (missed ?? 0) > 0) ? 1 : 0;
