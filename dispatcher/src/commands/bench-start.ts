import { z } from 'zod';
import { openBare } from '../bench/start-up/open-bare.ts';
import { runStartBench } from '../bench/start-up/run-start-bench.ts';

const ROUNDS = 3;
const ROUNDS_MAX = 20;

const [verb, folder] = process.argv.slice(2);
if (verb === 'bare' && folder) {
  await openBare(folder);
} else {
  const rounds = z.coerce
    .number()
    .int()
    .min(1)
    .max(ROUNDS_MAX)
    .safeParse(verb ?? ROUNDS);
  if (!rounds.success) console.error(`rounds: ${verb}; accepted: a whole number from 1 to ${ROUNDS_MAX}`);
  process.exitCode = rounds.success ? Number(!(await runStartBench(rounds.data))) : 2;
}
