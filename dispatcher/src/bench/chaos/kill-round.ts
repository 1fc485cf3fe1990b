import { wallClock } from '@baogong/drizzle/database/clock';
import { verify } from '@baogong/drizzle/verify/run';
import type { ChaosTown } from './chaos-town.ts';
import { forgottenOrDoubled } from './judge-boxes.ts';
import { lostOrDoubled } from './judge-orders.ts';
import { Overdue, untilAnswered } from './look.ts';
import { type Asked, type Rush, startRush } from './rush-under-way.ts';
import { type VictimKind, victimOf } from './victims.ts';
import { countsOfWave, isPlanned, plannerOf } from './wave-watch.ts';
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
  /** The plan was committed after the kill; otherwise the kill came too late to show what it should. */
  readonly interrupted: boolean;
  readonly misses: readonly string[];
}

const ACKNOWLEDGED_MIN = 20;
/** Times that a wave may be planned before anybody has seen who plans it. */
const TRIES_MAX = 8;
const AGAIN_MAX_S = 10;

export interface KillAsked {
  readonly kind: VictimKind;
  /** Kills of this kind so far. */
  readonly nth: number;
  /** Orders of all rounds so far. */
  readonly ordersBefore: number;
}

/** kill -9 in the middle of a rush and of a wave; then everything that was promised is looked for. */
export async function killRound(
  town: ChaosTown,
  { kind, nth, ordersBefore }: KillAsked,
): Promise<{ round: KillRound; asked: readonly Asked[] }> {
  const { stack, buyers, skuIds } = town;
  const { apiAddresses: addresses, database } = stack;
  for (const each of stack.processes.values()) await each.ready();
  const rush = startRush({ addresses, buyers, skuIds, from: ordersBefore });
  // Whatever becomes of the kill, nobody goes on ordering.
  const killed = await killedInTheMiddle(town, rush, { kind, nth }).finally(() => rush.stop());
  const asked = await rush.stop();

  const { waveId, next, ...figures } = killed;
  const { assigned, left, plannedAt } = await countsOfWave(database, waveId);
  const { findings } = await verify(database);
  const misses = [
    ...(assigned === 0 ? [`wave ${waveId} assigned no box, which shows nothing`] : []),
    ...(await lostOrDoubled(database, { addresses, asked })),
    ...(await forgottenOrDoubled(database, waveId)),
    ...(await forgottenOrDoubled(database, next)),
    ...[killed.jobsAgainS, killed.nextWaveS].filter((s) => s >= AGAIN_MAX_S).map((s) => `jobs ran again after ${s} s`),
    ...findings.filter(({ count }) => count > 0).map(({ name, count }) => `verify: ${name}: ${count}`),
  ].map((miss) => `${killed.victim}, kill ${nth + 1}: ${miss}`);
  const acknowledged = asked.filter(({ reply }) => reply?.status === 201).length;
  const interrupted = plannedAt > killed.killedAt;
  return { asked, round: { ...figures, acknowledged, boxes: assigned, left, interrupted, misses } };
}

/** The kill itself, and how long it takes until everything goes on. */
async function killedInTheMiddle(town: ChaosTown, rush: Rush, { kind, nth }: Pick<KillAsked, 'kind' | 'nth'>) {
  const underWay = async () => (rush.acknowledged() >= ACKNOWLEDGED_MIN ? true : undefined);
  await untilAnswered(underWay, { withinMs: PATIENCE_MS, what: 'a rush' });
  const { waveId, planner } = await waveBeingPlanned(town);
  const victim = await victimOf(town, kind, { nth, planner });
  const acknowledgedBefore = rush.acknowledged();
  const killedAt = await wallClock.now();
  const killedMs = performance.now();
  await victim.kill();
  const back = victim.back().then(() => secondsSince(killedMs));
  back.catch(() => undefined);

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
  return {
    ...{ waveId, next, killedAt, acknowledgedBefore, jobsAgainS, nextWaveS },
    victim: victim.name,
    ordersAgainS: Math.round(orderedMs - killedMs) / 1000,
    backS: await back,
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
