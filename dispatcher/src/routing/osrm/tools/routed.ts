import { type ChildProcess, spawn } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { z } from 'zod';
import { DATASET_BASE } from './dataset.ts';
import type { OsrmHome } from './find-osrm.ts';
import { freePort } from './free-port.ts';

/** A running `osrm-routed`. */
export interface Routed {
  readonly url: string;
  readonly pid: number;
  /** Settles when the process has ended, whoever ended it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

interface Asked {
  readonly home: OsrmHome;
  /** A folder of our own with customised files. */
  readonly folder: string;
  /** What every answer must carry. */
  readonly token: string;
  readonly threads?: number;
  /** An address of this machine that whoever asks can reach. */
  readonly host?: string;
  /** Called with the process as soon as there is one, before anything can go wrong with it. */
  readonly onSpawn?: (process: { readonly pid: number; readonly port: number }) => void;
}

const THREADS = 2;
const LOOPBACK = '127.0.0.1';
/** Our client asks for tables in blocks of at most 500 × 500 places. */
const TABLE_PLACES_MAX = 1_000;
const PORTS_TRIED_MAX = 3;
const START_MS_MAX = 20_000;
const POLL_MS = 10;
const PROBE_MS_MAX = 1_000;
/** A process that shares our port would answer about every second connection. */
const PROBES = 6;
const END_MS_MAX = 3_000;

const answer = z.object({ data_version: z.string().optional() });

/** Serves customised files on a port of its own, and proves by their token that it is they who answer there. */
export async function startRouted(asked: Asked): Promise<Routed> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(asked.host ?? LOOPBACK);
    const routed = launch(asked, port);
    try {
      await proven(routed, asked.token);
      return routed;
    } catch (error) {
      await routed.stop();
      if (attempt === PORTS_TRIED_MAX) throw error;
    }
  }
}

function launch({ home, folder, threads = THREADS, host = LOOPBACK, onSpawn }: Asked, port: number): Routed {
  const limits = ['--max-table-size', String(TABLE_PLACES_MAX), '--verbosity', 'ERROR'];
  const where = ['--algorithm', 'mld', '--ip', host, '--port', String(port), '--threads', String(threads)];
  // Named as seen from the folder around it, because OSRM takes no name with a space in it.
  const files = join(basename(folder), DATASET_BASE);
  const child = spawn(join(home.bin, 'osrm-routed'), [...where, ...limits, files], {
    cwd: dirname(folder),
    stdio: 'ignore',
    // A group of its own: Ctrl-C is for the keeper, who ends its processes in order.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const pid = child.pid ?? 0;
  if (pid > 0) onSpawn?.({ pid, port });
  return { url: `http://${host}:${port}`, pid, ended, stop: () => stopChild(child, ended) };
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX);
  await ended;
  clearTimeout(timer);
}

async function proven({ url, ended }: Routed, token: string): Promise<void> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const deadline = performance.now() + START_MS_MAX;
  let last: string | undefined;
  for (let right = 0; right < PROBES; ) {
    if (isOver) throw new Unavailable(`osrm-routed at ${url} ended before it answered`);
    if (performance.now() > deadline) throw new Unavailable(`osrm-routed at ${url} did not answer: ${last ?? 'never'}`);
    const found = await versionAt(url);
    if (found === token) right++;
    else if (found === undefined) await sleep(POLL_MS);
    else throw new Unavailable(`another OSRM answers at ${url}: ${found} instead of ${token}`);
    last = found;
  }
}

/** The token in an answer on a connection of its own; nothing while nobody answers. Any place will do. */
async function versionAt(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/nearest/v1/driving/0,0?generate_hints=false`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(PROBE_MS_MAX),
    });
    return answer.parse(await response.json()).data_version ?? '';
  } catch {
    return undefined;
  }
}
