import type { ChaosTown } from './chaos-town.ts';
import { forgottenOrDoubled } from './judge-boxes.ts';
import { untilAnswered } from './look.ts';
import type { FoundJob, RedisJobs } from './redis-jobs.ts';
import { countsOfWave, isPlanned, plannerOf } from './wave-watch.ts';
import { PATIENCE_MS, pack, requestWave, untilPlanned } from './waves.ts';

export interface HurtWave {
  /** From its request to its plan. */
  readonly plannedS: number;
  readonly misses: readonly string[];
}

/** What is done to the queue, and when. */
export interface Hurt {
  /** Before it is known who plans the wave, while it is planned, or not at all. */
  readonly when: 'waiting' | 'planning' | 'never';
  readonly how: (job: FoundJob | undefined) => Promise<void>;
}

const PLANNED_MAX_S = 30;

/** One wave whose queue is hurt; it is planned all the same, in time, and no box of it twice. */
export async function hurtWave(town: ChaosTown, jobs: RedisJobs, { when, how }: Hurt): Promise<HurtWave> {
  const { database } = town.stack;
  await pack(town);
  if (when === 'waiting') await jobs.pausePlanning();
  const startedMs = performance.now();
  const waveId = await requestWave(town);
  const seen = (ask: () => Promise<boolean>) =>
    untilAnswered(async () => (await ask()) || undefined, { withinMs: PATIENCE_MS, what: `wave ${waveId}` });
  if (when === 'waiting') {
    await seen(async () => (await jobOf(jobs)) !== undefined);
    await how(await jobOf(jobs));
    await jobs.resumePlanning();
  }
  if (when === 'planning') {
    await seen(async () => (await plannerOf(database, waveId)) !== undefined || (await isPlanned(database, waveId)));
    await how(await jobOf(jobs));
  }
  await untilPlanned(town, waveId);
  const plannedS = Math.round(performance.now() - startedMs) / 1000;
  const late = plannedS > PLANNED_MAX_S ? [`wave ${waveId} was planned after ${plannedS} s`] : [];
  const { assigned } = await countsOfWave(database, waveId);
  const empty = assigned === 0 ? [`wave ${waveId} assigned no box, which shows nothing`] : [];
  return { plannedS, misses: [...late, ...empty, ...(await forgottenOrDoubled(database, waveId))] };
}

async function jobOf(jobs: RedisJobs): Promise<FoundJob | undefined> {
  return (await jobs.all()).find(({ queue }) => queue === 'planning');
}
