import { openBare } from '../bench/start-up/open-bare.ts';
import { runStartBench } from '../bench/start-up/run-start-bench.ts';

const ROUNDS = 3;
const [verb, value] = process.argv.slice(2);

if (verb === 'bare' && value) await openBare(value);
else process.exitCode = (await runStartBench(verb === '--rounds' ? Number(value) : ROUNDS)) ? 0 : 1;
