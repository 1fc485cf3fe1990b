import { join } from 'node:path';
import type { Play } from './play.ts';
import { runK6 } from './run-k6.ts';
import { runVerify } from './run-verify.ts';
import { startSystem } from './start-system.ts';

/** A walk on the embedded system, on an empty data folder. */
export async function playSmoke({ folder, k6Options }: Play): Promise<number> {
  const data = join(folder, 'data');
  const readyFile = join(folder, 'ready.json');
  const system = await startSystem({ command: 'start', args: ['--data', data, '--port', '0'], readyFile });
  let failures = 0;
  try {
    failures += await runK6({ scenario: 'smoke', options: k6Options, env: { READY_FILE: readyFile } });
  } finally {
    await system.stop();
  }
  return failures + (await runVerify(['--data', data]));
}
