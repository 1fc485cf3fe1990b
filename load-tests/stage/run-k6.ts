import { join } from 'node:path';
import { findK6 } from './find-k6.ts';
import { root, runProgram } from './run-program.ts';
import { step } from './step.ts';

interface K6Run {
  readonly scenario: string;
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Lets the crowd of a scenario come; 1 when a threshold was crossed. */
export async function runK6({ scenario, options, env }: K6Run): Promise<number> {
  const { status } = await runProgram({
    command: findK6(),
    args: ['run', ...options, join(root, 'load-tests', `${scenario}.ts`)],
    env: { K6_NO_USAGE_REPORT: 'true', ...env },
    output: 'shown',
  });
  return step('k6', status);
}
