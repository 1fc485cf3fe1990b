import { openBare } from '../bench/start-up/open-bare.ts';
import { runStartBench } from '../bench/start-up/run-start-bench.ts';

const [verb, folder] = process.argv.slice(2);

if (verb === 'bare' && folder) await openBare(folder);
else process.exitCode = (await runStartBench()) ? 0 : 1;
