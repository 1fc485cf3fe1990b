import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import type { OsrmHome, OsrmTool } from './find-osrm.ts';

/** Minutes on a continent, seconds on a city. */
const TOOL_MS_MAX = 30 * 60_000;
const LOG_LINES_KEPT = 12;

interface Run {
  readonly tool: OsrmTool;
  /** Files are named as seen from here: OSRM takes no name with a space in it. */
  readonly folder: string;
  readonly args: readonly string[];
}

/** Runs one of OSRM's tools to its end; a failure tells what it said last. */
export async function runTool({ bin }: OsrmHome, { tool, folder, args }: Run): Promise<void> {
  const how = { cwd: folder, timeout: TOOL_MS_MAX };
  const child = spawn(join(bin, tool), args, { ...how, stdio: ['ignore', 'pipe', 'pipe'] });
  const endChild = () => child.kill();
  process.once('exit', endChild);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      if (said.length > LOG_LINES_KEPT) said.shift();
    });
  }
  const code = await new Promise<number | string | null>((closed, reject) => {
    child.once('error', reject);
    child.once('close', (exit, signal) => closed(exit ?? signal));
  }).finally(() => process.off('exit', endChild));
  if (code !== 0)
    throw new Unavailable(`${tool} ${join(folder, args.at(-1) ?? '')} failed (${code}): ${said.join(' | ')}`);
}
