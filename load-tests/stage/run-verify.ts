import { launcher, runProgram } from './run-program.ts';
import { step } from './step.ts';

/** The rows judge what the answers cannot: in a process of its own; 1 when it finds anything. */
export async function runVerify(source: readonly [option: '--data' | '--database', where: string]): Promise<number> {
  const { status } = await runProgram({
    command: process.execPath,
    args: [launcher, 'verify', ...source],
    output: 'shown',
  });
  return step('verify', status);
}
