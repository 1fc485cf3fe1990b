import type { LocalProcess } from './local-process.ts';

export interface Killing {
  readonly kills: () => number;
  stop(): Promise<void>;
}

/** kill -9 of one process after the other, again and again; each is started again by who keeps it. */
export function killInTurn(
  processes: readonly LocalProcess[],
  { everyMs, say }: { readonly everyMs: number; readonly say: (line: string) => void },
): Killing {
  let kills = 0;
  let killing = Promise.resolve();
  const timer = setInterval(() => {
    const victim = processes[kills % processes.length];
    if (!victim) return;
    kills++;
    say(`kill -9 ${victim.name}`);
    killing = killing.then(() => victim.kill());
  }, everyMs);
  return {
    kills: () => kills,
    async stop() {
      clearInterval(timer);
      await killing;
      await Promise.all(processes.map((each) => each.ready()));
    },
  };
}
