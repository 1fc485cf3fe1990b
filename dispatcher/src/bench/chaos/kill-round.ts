import { verify } from '@baogong/drizzle/verify/run';
import type { ChaosTown } from './chaos-town.ts';
import { countsOfWave, forgottenOrDoubled } from './judge-boxes.ts';
import { lostOrDoubled } from './judge-orders.ts';
import { Overdue, untilAnswered } from './look.ts';
import { type Asked, startRush } from './rush-under-way.ts';
import { type VictimKind, victimOf } from './victims.ts';
import { isPlanned, plannerOf } from './wave-watch.ts';
import { PATIENCE_MS, pack, requestWave, untilPlanned } from './waves.ts';

export interface KillRound {
  readonly victim: string;
  /** Orders whose 201 had arrived by the kill, and in the whole round. */
  readonly acknowledgedBefore: number;
  readonly acknowledged: number;
  /** Of the interrupted wave. */
  readonly boxes: number;
  readonly left: number;
  /** All counted from the kill: an order that was sent after it is acknowledged; the wave that it interrupted is planned. */
  readonly ordersAgainS: number;
  readonly jobsAgainS: number;
  /** The victim itself does its work again. */
  readonly backS: number;
  /** From its request on: the wave after that. */
  readonly nextWaveS: number;
  readonly misses: readonly string[];
}

const ACKNOWLEDGED_MIN = 20;
/** Times that a wave may be planned before anybody has seen who plans it. */
const TRIES_MAX = 8;
const AGAIN_MAX_S = 10;

/** kill -9 in the middle of a rush and of a wave; then everything that was promised is looked for. */
export async function killRound(
  town: ChaosTown,
  { kind, nth, ordersBefore }: { readonly kind: VictimKind; readonly nth: number; readonly ordersBefore: number },
): Promise<{ round: KillRound; asked: readonly Asked[] }> {
  const { stack, buyers, skuIds } = town;
  const { apiAddresses: addresses, database } = stack;
  for (const each of stack.processes.values()) await each.ready();
  const rush = startRush({ addresses, buyers, skuIds, from: ordersBefore });
  const underWay = async () => (rush.acknowledged() >= ACKNOWLEDGED_MIN ? true : undefined);
  await untilAnswered(underWay, { withinMs: PATIENCE_MS, what: 'a rush' });

  const { waveId, planner } = await waveBeingPlanned(town);
  const victim = await victimOf(town, kind, { nth, planner });
  const acknowledgedBefore = rush.acknowledged();
  const killedMs = performance.now();
  await victim.kill();
  const back = victim.back().then(() => secondsSince(killedMs));
  back.catch(() => undefined);
  const wasPlanned = await isPlanned(database, waveId).catch(() => false);
  await untilPlanned(town, waveId);
  const jobsAgainS = secondsSince(killedMs);
  const orderedMs = await untilAnswered(async () => rush.acknowledgedAfter(killedMs), {
    ...{ withinMs: PATIENCE_MS, what: 'an order after the kill' },
  });

  await pack(town);
  const requestedMs = performance.now();
  const next = await requestWave(town);
  await untilPlanned(town, next);
  const nextWaveS = secondsSince(requestedMs);
  const backS = await back;
  const asked = await rush.stop();

  const counts = await countsOfWave(database, waveId);
  const { findings } = await verify(database);
  const isEmpty = counts.assigned === 0;
  const misses = [
    ...(wasPlanned ? [`wave ${waveId} was planned before ${victim.name} was dead`] : []),
    ...(isEmpty ? [`wave ${waveId} assigned no box, which shows nothing`] : []),
    ...(await lostOrDoubled(database, { addresses, asked })),
    ...(await forgottenOrDoubled(database, waveId)),
    ...(await forgottenOrDoubled(database, next)),
    ...[jobsAgainS, nextWaveS].filter((s) => s >= AGAIN_MAX_S).map((s) => `jobs ran again after ${s} s`),
    ...findings.filter(({ count }) => count > 0).map(({ name, count }) => `verify: ${name}: ${count}`),
  ].map((miss) => `${victim.name}, kill ${nth + 1}: ${miss}`);
  return {
    asked,
    round: {
      ...{ victim: victim.name, acknowledgedBefore, jobsAgainS, backS, nextWaveS, misses },
      acknowledged: asked.filter(({ reply }) => reply?.status === 201).length,
      ...{ boxes: counts.assigned, left: counts.left },
      ordersAgainS: Math.round(orderedMs - killedMs) / 1000,
    },
  };
}

/** Boxes are packed and a wave is asked for until one is seen in the hands of a planner. */
async function waveBeingPlanned(town: ChaosTown): Promise<{ waveId: string; planner: string }> {
  const { database } = town.stack;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    await pack(town);
    const waveId = await requestWave(town);
    const seen = await untilAnswered(
      async () => (await plannerOf(database, waveId)) ?? ((await isPlanned(database, waveId)) ? null : undefined),
      { withinMs: PATIENCE_MS, what: `a planner of wave ${waveId}` },
    );
    if (seen !== null && !(await isPlanned(database, waveId))) return { waveId, planner: seen };
  }
  throw new Overdue(`${TRIES_MAX} waves were planned before anybody saw it`);
}

function secondsSince(startMs: number): number {
  return Math.round(performance.now() - startMs) / 1000;
}
