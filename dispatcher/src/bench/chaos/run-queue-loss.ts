import { seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import { verify } from '@baogong/drizzle/verify/run';
import { type ChaosTown, openChaosTown } from './chaos-town.ts';
import { type HurtWave, hurtWave } from './hurt-wave.ts';
import { untilAnswered } from './look.ts';
import { loseSome } from './lose-some.ts';
import { type FoundJob, type JobState, RedisJobs } from './redis-jobs.ts';
import { startRush } from './rush-under-way.ts';
import { ORDERS_PER_WAVE, PATIENCE_MS } from './waves.ts';

export interface QueueLossAsked {
  readonly dir: string;
  readonly rounds: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface LossRound {
  readonly kind: 'flushAll' | 'oneInTen';
  readonly waves: readonly HurtWave[];
  /** Jobs that were lost, by the state in which they were; an emptied queue counts as one. */
  readonly lost: Readonly<Record<string, number>>;
}

export interface QueueLossResult {
  readonly rounds: readonly LossRound[];
  readonly misses: readonly string[];
}

const FLUSHES = ['waiting', 'planning', 'waiting'] as const;
const WAVES_PER_LOSS_ROUND = 10;
const WAVES_PER_ROUND = FLUSHES.length + WAVES_PER_LOSS_ROUND;
/** A tick of a schedule comes every two seconds. */
const TICK_AGAIN_MAX_MS = 30_000;

/** Waves are planned while Redis forgets everything, or one job in ten. */
export async function runQueueLoss({ dir, rounds, seed, say }: QueueLossAsked): Promise<QueueLossResult> {
  const town = await openChaosTown({ dir, waves: rounds * WAVES_PER_ROUND, say });
  const jobs = new RedisJobs(town.stack.redisUrl);
  try {
    await placeOrders(town, rounds * WAVES_PER_ROUND * ORDERS_PER_WAVE);
    const done: LossRound[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const live of [
        () => flushAll(town, jobs),
        () => oneInTen(town, jobs, seedFrom('queue loss', seed, round)),
      ]) {
        const lived = await live();
        done.push(lived);
        const slowestS = Math.max(...lived.waves.map(({ plannedS }) => plannedS));
        say(
          `${lived.kind}: ${lived.waves.length} waves, the slowest in ${slowestS} s; lost ${JSON.stringify(lived.lost)}`,
        );
      }
    }
    const { findings } = await verify(town.stack.database);
    const broken = findings.filter(({ count }) => count > 0).map(({ name, count }) => `verify: ${name}: ${count}`);
    return { rounds: done, misses: [...done.flatMap(({ waves }) => waves.flatMap(({ misses }) => misses)), ...broken] };
  } finally {
    await jobs.close();
    await town.stack.stop();
  }
}

async function flushAll(town: ChaosTown, jobs: RedisJobs): Promise<LossRound> {
  const waves: HurtWave[] = [];
  for (const when of FLUSHES) waves.push(await hurtWave(town, jobs, { when, how: () => jobs.empty() }));
  await ticksAgain(jobs);
  return { kind: 'flushAll', waves, lost: { everything: FLUSHES.length } };
}

/** Of the waves' jobs one, of all others each with that chance; and a tick that waits for its time, on which all later ones hang. */
async function oneInTen(town: ChaosTown, jobs: RedisJobs, seed: number): Promise<LossRound> {
  const random = seededRandom(seed);
  const unlucky = random.int(WAVES_PER_LOSS_ROUND);
  const when = random.pick(['waiting', 'planning'] as const);
  const losing = loseSome(jobs, random);
  const lost = new Map<JobState, number>();
  const lose = async (job: FoundJob | undefined): Promise<void> => {
    if (!job) return;
    await jobs.lose(job);
    lost.set(job.state, (lost.get(job.state) ?? 0) + 1);
  };
  const waves: HurtWave[] = [];
  await lose((await jobs.all()).find(({ state }) => state === 'delayed'));
  for (let nth = 0; nth < WAVES_PER_LOSS_ROUND; nth++) {
    const hurt = await hurtWave(town, jobs, {
      when: nth === unlucky ? when : 'never',
      how: lose,
    });
    waves.push(hurt);
  }
  await losing.stop();
  for (const [state, count] of losing.lost) lost.set(state, (lost.get(state) ?? 0) + count);
  await ticksAgain(jobs);
  return { kind: 'oneInTen', waves, lost: Object.fromEntries(lost) };
}

/** What ticks by wall time still ticks. */
async function ticksAgain(jobs: RedisJobs): Promise<void> {
  const before = await jobs.newestDone('upkeep');
  await untilAnswered(async () => ((await jobs.newestDone('upkeep')) !== before ? true : undefined), {
    ...{ withinMs: TICK_AGAIN_MAX_MS, what: 'a tick of the schedules' },
  });
}

async function placeOrders(town: ChaosTown, count: number): Promise<void> {
  const { stack, buyers, skuIds } = town;
  const rush = startRush({ addresses: stack.apiAddresses, buyers, skuIds, from: 0 });
  await untilAnswered(async () => (rush.acknowledged() >= count ? true : undefined), {
    ...{ withinMs: PATIENCE_MS, what: `${count} orders` },
  });
  await rush.stop();
}
