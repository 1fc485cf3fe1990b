import { readyTokens } from '../embedded/demo-access.ts';
import { killInTurn } from '../serve/local/kill-in-turn.ts';
import { startLocalStack } from '../serve/local/local-stack.ts';
import type { DayServer } from './server-process.ts';

/** On simulated days waves keep the pace of a real dispatch room. */
const WAVE_EVERY_S = 1_200;

/** The server mode on a new cluster in a day's folder, on simulated time. */
export async function startDayStack(asked: {
  readonly dayDir: string;
  readonly dataDir: string;
  readonly city: string;
  readonly from: Date;
  readonly apis: number;
  readonly dispatchers: number;
  readonly killEveryS: number | undefined;
  readonly say: (line: string) => void;
}): Promise<DayServer> {
  const { dayDir, dataDir, city, from, apis, dispatchers, killEveryS, say } = asked;
  const stack = await startLocalStack({
    ...{ dir: dayDir, dataDir, city, apis, dispatchers, say },
    waveIntervalS: WAVE_EVERY_S,
    steppedFrom: from,
  });
  const victims = [...stack.processes.values()].filter(({ name }) => /^(api|dispatcher)-/.test(name));
  const killing = killEveryS === undefined ? undefined : killInTurn(victims, { everyMs: killEveryS * 1000, say });
  return {
    addresses: stack.apiAddresses,
    tokens: await readyTokens(stack),
    rows: { databaseUrl: stack.databaseUrl },
    modes: { database: 'postgres', queue: 'redis', routing: stack.processes.has('keeper') ? 'osrm' : 'valhalla' },
    async stop() {
      await killing?.stop();
      await stack.stop();
    },
  };
}
