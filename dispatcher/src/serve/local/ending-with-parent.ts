import { existsSync } from 'node:fs';
import type { ProcessPlan } from './local-process.ts';

/** Part of util-linux, and so of every Linux; elsewhere what a killed parent left is ended at the next start. */
const SETPRIV = '/usr/bin/setpriv';

/** The command of a program that the kernel asks to end when its parent has gone, even by kill -9. */
export function endingWithParent({
  command,
  args,
  stopSignal,
}: Pick<ProcessPlan, 'command' | 'args' | 'stopSignal'>): [string, string[]] {
  if (!existsSync(SETPRIV)) return [command, [...args]];
  return [SETPRIV, ['--pdeathsig', stopSignal.replace('SIG', ''), '--', command, ...args]];
}
