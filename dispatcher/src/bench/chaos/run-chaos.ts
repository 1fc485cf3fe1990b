import { openChaosTown } from './chaos-town.ts';
import { ordersThere } from './judge-orders.ts';
import { type KillRound, killRound } from './kill-round.ts';
import { isHere, type VictimKind } from './victims.ts';

export interface ChaosAsked {
  readonly dir: string;
  readonly victims: readonly VictimKind[];
  /** Of each victim. */
  readonly kills: number;
  readonly say: (line: string) => void;
}

export interface ChaosResult {
  readonly kinds: readonly { readonly kind: VictimKind; readonly rounds: readonly KillRound[] }[];
  readonly misses: readonly string[];
}

/** The one that is interrupted, the one after it, and now and then one that was planned before anybody saw by whom. */
const WAVES_PER_KILL = 3;

/** The server mode of a small city, whose parts are killed one after the other in the middle of their work. */
export async function runChaos({ dir, victims, kills, say }: ChaosAsked): Promise<ChaosResult> {
  const town = await openChaosTown({ dir, waves: kills * victims.length * WAVES_PER_KILL, say });
  try {
    const here = victims.filter((kind) => isHere(town, kind));
    if (here.length < victims.length) say('OSRM is not on this machine: its processes and their keeper are left out.');
    const kinds = here.map((kind) => ({ kind, rounds: [] as KillRound[] }));
    let asked = 0;
    let acknowledged = 0;
    for (let nth = 0; nth < kills; nth++) {
      for (const { kind, rounds } of kinds) {
        const done = await killRound(town, { kind, nth, ordersBefore: asked });
        asked += done.asked.length;
        acknowledged += done.round.acknowledged;
        rounds.push(done.round);
        say(lineOf(done.round));
        for (const miss of done.round.misses) say(`  ${miss}`);
      }
    }
    const there = (await ordersThere(town.stack.database)).size;
    const surplus = there === acknowledged ? [] : [`${there} orders are there, ${acknowledged} were acknowledged`];
    return { kinds, misses: [...kinds.flatMap(({ rounds }) => rounds.flatMap(({ misses }) => misses)), ...surplus] };
  } finally {
    await town.stack.stop();
  }
}

function lineOf(round: KillRound): string {
  const { victim, acknowledgedBefore, acknowledged, boxes, left, ordersAgainS, jobsAgainS, backS, nextWaveS } = round;
  return (
    `kill -9 ${victim} after ${acknowledgedBefore} of ${acknowledged} orders, ${boxes} boxes assigned and ${left} left out by the wave: ` +
    `orders again after ${ordersAgainS} s, jobs after ${jobsAgainS} s, itself after ${backS} s, the next wave in ${nextWaveS} s`
  );
}
