import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { liveRouters } from '@baogong/drizzle/queries/routers/live-routers';
import type { LocalProcess } from '../../serve/local/local-process.ts';
import { CHAOS_CITY } from './chaos-city.ts';
import type { ChaosTown } from './chaos-town.ts';
import { untilAnswered } from './look.ts';
import { PATIENCE_MS } from './waves.ts';

export const victimKinds = ['api', 'dispatcher', 'redis', 'postgres', 'osrm', 'keeper'] as const;
export type VictimKind = (typeof victimKinds)[number];

export interface Victim {
  readonly name: string;
  /** kill -9 */
  kill(): Promise<void>;
  /** Resolves when it does its work again. */
  back(): Promise<void>;
}

export interface Moment {
  /** Kills of this kind so far. */
  readonly nth: number;
  /** The process that is planning the wave. */
  readonly planner: string;
}

/** Whether there is one on this machine: OSRM may not be. */
export function isHere({ stack }: ChaosTown, kind: VictimKind): boolean {
  return (kind !== 'osrm' && kind !== 'keeper') || stack.processes.has('keeper');
}

/** Who is killed: of the dispatchers the one whose plan it hurts, of the counters each in turn, of OSRM all processes at once. */
export async function victimOf(town: ChaosTown, kind: VictimKind, { nth, planner }: Moment): Promise<Victim> {
  const counters = [...town.stack.processes.keys()].filter((name) => name.startsWith('api-'));
  switch (kind) {
    case 'api':
      return ofProcess(processOf(town, counters[nth % counters.length]));
    case 'dispatcher':
      return ofProcess(processOf(town, planner));
    case 'redis':
    case 'postgres':
      return ofProcess(processOf(town, kind));
    case 'keeper': {
      const keeper = processOf(town, kind);
      return { name: kind, kill: () => keeper.kill(), back: await routersAnew(town) };
    }
    case 'osrm':
      return { name: kind, kill: async () => killRouters(town), back: await routersAnew(town) };
  }
}

function processOf({ stack: { processes } }: ChaosTown, name: string | undefined): LocalProcess {
  const found = processes.get(name ?? '');
  if (!found) throw new RangeError(`${name ?? 'nobody'}: not one of ${[...processes.keys()].join()}`);
  return found;
}

function ofProcess(process: LocalProcess): Victim {
  return { name: process.name, kill: () => process.kill(), back: () => process.ready() };
}

/** Each of the keeper's processes is noted in the folder that it serves. */
function killRouters({ dir }: ChaosTown): void {
  const running = join(dir, 'osrm', CHAOS_CITY, 'run');
  for (const folder of readdirSync(running)) {
    const file = join(running, folder, 'pid');
    if (existsSync(file)) process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
  }
}

/** When as many routers as now are recorded again, and none of those that are now. */
async function routersAnew({ stack: { database, cityId } }: ChaosTown): Promise<() => Promise<void>> {
  const recorded = async () => (await database.read((db) => liveRouters(db, cityId))).map(({ id }) => id);
  const before = await recorded();
  return async () => {
    const areNew = (ids: readonly string[]) => ids.length >= before.length && !ids.some((id) => before.includes(id));
    await untilAnswered(async () => areNew(await recorded()) || undefined, {
      ...{ withinMs: PATIENCE_MS, what: 'routers recorded anew' },
    });
  };
}
