import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seconds of processor time that parts of a local stack have taken so far; on Linux alone, elsewhere nothing is known. */
export interface CpuSeconds {
  readonly counters: number;
  readonly database: number;
  /** k6 and pgbench: all that we have started and seen end. */
  readonly crowd: number;
}

const TICKS_PER_S = 100;

/** `dir` is where the stack keeps its logs and process numbers. */
export function cpuSeconds(dir: string): CpuSeconds | undefined {
  if (!existsSync('/proc/self/stat')) return undefined;
  const pids = readdirSync(dir).filter((name) => name.endsWith('.pid'));
  const all = processes();
  const secondsOf = (part: RegExp) =>
    pids
      .filter((name) => part.test(name))
      .map((name) => Number(readFileSync(join(dir, name), 'utf8')))
      .reduce((sum, pid) => sum + withChildren(pid, all), 0);
  return {
    counters: secondsOf(/^api-/),
    database: secondsOf(/^postgres/),
    crowd: (all.get(process.pid)?.ended ?? 0) / TICKS_PER_S,
  };
}

interface Taken {
  readonly parent: number;
  readonly own: number;
  /** By children that have ended. */
  readonly ended: number;
}

function withChildren(pid: number, all: ReadonlyMap<number, Taken>): number {
  const itself = all.get(pid);
  if (!itself) return 0;
  const children = [...all.values()].filter(({ parent }) => parent === pid);
  return (itself.own + itself.ended + children.reduce((sum, { own }) => sum + own, 0)) / TICKS_PER_S;
}

function processes(): Map<number, Taken> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(
    pids.flatMap((pid) => {
      const taken = takenBy(pid);
      return taken ? [[Number(pid), taken] as const] : [];
    }),
  );
}

/** proc(5): after the name in brackets, the 2nd field is the parent, the 12th to 15th are times in ticks. */
function takenBy(pid: string): Taken | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, own: utime + stime, ended: cutime + cstime };
  } catch {
    // It ended between the look at the list and the look at it.
    return undefined;
  }
}
