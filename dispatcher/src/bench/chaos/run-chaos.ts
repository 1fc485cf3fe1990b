import { type ChaosTown, openChaosTown } from './chaos-town.ts';
import { ordersThere } from './judge-orders.ts';
import { type KillAsked, type KillRound, killRound } from './kill-round.ts';
import { Overdue } from './look.ts';
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
/** Kills that may come when the wave is planned already, before one is in its middle. */
const TOO_LATE_MAX = 5;

/** The server mode of a small city, whose parts are killed one after the other in the middle of their work. */
export async function runChaos({ dir, victims, kills, say }: ChaosAsked): Promise<ChaosResult> {
  const town = await openChaosTown({ dir, waves: kills * victims.length * WAVES_PER_KILL, say });
  try {
    const here = victims.filter((kind) => isHere(town, kind));
    if (here.length < victims.length) say('OSRM is not on this machine: its processes and their keeper are left out.');
    const kinds = here.map((kind) => ({ kind, rounds: [] as KillRound[] }));
    const totals = { asked: 0, acknowledged: 0 };
    const misses: string[] = [];
    try {
      for (let nth = 0; nth < kills; nth++) {
        for (const { kind, rounds } of kinds) {
          const lived = await interrupting(town, { kind, nth, totals, say });
          rounds.push(...lived.slice(-1));
          misses.push(...lived.flatMap((round) => round.misses));
        }
      }
    } catch (error) {
      // What does not come back at all ends the run: there is nothing left to kill.
      if (!(error instanceof Overdue)) throw error;
      misses.push(error.message);
      for (const each of town.stack.processes.values()) say(`${each.name}: ${each.log()}`);
    }
    const there = (await ordersThere(town.stack.database)).size;
    if (there !== totals.acknowledged)
      misses.push(`${there} orders are there, ${totals.acknowledged} were acknowledged`);
    return { kinds, misses };
  } finally {
    await town.stack.stop();
  }
}

interface Interrupting extends Pick<KillAsked, 'kind' | 'nth'> {
  /** Of the whole run. */
  readonly totals: { asked: number; acknowledged: number };
  readonly say: (line: string) => void;
}

/** Kills until a kill has come in the middle of a wave; all rounds that it took. */
async function interrupting(town: ChaosTown, { kind, nth, totals, say }: Interrupting): Promise<KillRound[]> {
  const lived: KillRound[] = [];
  while (lived.length < TOO_LATE_MAX && !lived.at(-1)?.interrupted) {
    const { asked, round } = await killRound(town, { kind, nth, ordersBefore: totals.asked });
    totals.asked += asked.length;
    totals.acknowledged += round.acknowledged;
    lived.push(round);
    say(`${round.interrupted ? '' : 'too late: '}${lineOf(round)}`);
    for (const miss of round.misses) say(`  ${miss}`);
  }
  if (lived.at(-1)?.interrupted) return lived;
  throw new Overdue(`${kind}: ${TOO_LATE_MAX} kills came when the wave was planned already`);
}

function lineOf(round: KillRound): string {
  const { victim, acknowledgedBefore, acknowledged, boxes, left, ordersAgainS, jobsAgainS, backS, nextWaveS } = round;
  return (
    `kill -9 ${victim} after ${acknowledgedBefore} of ${acknowledged} orders, ${boxes} boxes assigned and ${left} left out by the wave: ` +
    `orders again after ${ordersAgainS} s, jobs after ${jobsAgainS} s, itself after ${backS} s, the next wave in ${nextWaveS} s`
  );
}
