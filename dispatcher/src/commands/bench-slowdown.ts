import { parseArgs } from 'node:util';
import { runSlowdownBench } from '../bench/rich/run-slowdown-bench.ts';
import { wholeNumber } from '../bench/whole-number.ts';

/** What the rich model costs where none of its rules is used; fails above twice. */
const { values } = parseArgs({ options: { time: { type: 'string', default: '5' } } });
const rows = runSlowdownBench(wholeNumber(['time', values.time]), (line) => console.error(line));
console.table(rows);
process.exitCode = rows.some(({ slowdown }) => !(slowdown <= 2)) ? 1 : 0;
