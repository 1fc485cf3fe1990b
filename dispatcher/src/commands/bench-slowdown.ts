import { parseArgs } from 'node:util';
import { runSlowdownBench } from '../bench/rich/run-slowdown-bench.ts';
import { readCount } from '../bench/solver/solver-arguments.ts';

/** What the rich model costs where none of its rules is used; fails above twice. */
const { values } = parseArgs({ options: { time: { type: 'string', default: '5' } } });
const rows = runSlowdownBench(readCount('--time', values.time) ?? 0, (line) => console.error(line));
console.table(rows);
process.exitCode = rows.some(({ slowdown }) => !(slowdown <= 2)) ? 1 : 0;
