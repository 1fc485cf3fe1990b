import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { LawfulEngine } from '../../routing/lawful-engine.ts';
import { matrixCache } from '../../routing/matrix-cache.ts';
import type { TravelLaw } from '../../routing/travel-law.ts';

export interface EngineFigures {
  readonly engine: string;
  readonly places: number;
  /** The first table under a law. */
  readonly coldS: number;
  /** The same table again. */
  readonly cachedS: number;
  /** Until the engine knows the law with one zone more; nothing where it is told with each question. */
  readonly lawS: number | null;
  /** The table under that law, from a cache that knows the one before. */
  readonly changedS: number;
  /** The whole table under that law, by an engine that sees it for the first time and knows travel without law already. */
  readonly freshS: number;
  /** Of all pairs: those that a change of law left as they were, and those that were asked again. */
  readonly kept: number;
  readonly askedAgain: number;
  /** Pairs that the cache and fresh tables disagree about: reachable or not, and by more than a second. */
  readonly reachDiffers: number;
  readonly timeDiffers: number;
}

export interface MeasuredEngine {
  readonly name: string;
  readonly engine: LawfulEngine;
  /** Makes the law known, where that must come before the question. */
  readonly tell?: (law: TravelLaw) => Promise<void>;
}

const NEAR_S = 1;

/** Cold, cached, and after one zone more: one engine in front of the street search, as the planner uses it. */
export async function measureEngine(
  { name, engine, tell }: MeasuredEngine,
  { places, before, after }: { places: readonly LngLat[]; before: TravelLaw; after: TravelLaw },
): Promise<EngineFigures> {
  const asked = { profile: 'car', places } as const;
  await tell?.(before);
  const cache = matrixCache(engine);
  const cold = await timed(() => cache.table({ ...asked, law: before }));
  const cached = await timed(() => cache.table({ ...asked, law: before }));

  const told = tell && (await timed(() => tell(after)));
  const { computed } = cache.counts;
  const changed = await timed(() => cache.table({ ...asked, law: after }));
  const again = cache.counts.computed - computed;
  const unseen = nudged(after);
  await tell?.(unseen);
  const fresh = await timed(() => engine.matrix({ profile: 'car', law: unseen, from: places, to: places }));
  const differs = compared(changed.value.durationsS, fresh.value.durationsS);
  return {
    ...{ engine: name, places: places.length },
    ...{ coldS: cold.seconds, cachedS: cached.seconds, lawS: told?.seconds ?? null },
    ...{ changedS: changed.seconds, freshS: fresh.seconds },
    kept: share(cache.counts.kept, places),
    askedAgain: share(again, places),
    ...differs,
  };
}

/** The same law in other words, a tenth of a millimetre further east: whatever is kept by law has to be found out anew. */
function nudged({ avoid, ...law }: TravelLaw): TravelLaw {
  const east = ([lng, lat]: LngLat): LngLat => [lng + 1e-9, lat];
  return { ...law, avoid: avoid.map((zone) => zone.map((rings) => rings.map((ring) => ring.map(east)))) };
}

function share(pairs: number, places: readonly LngLat[]): number {
  return Math.round((1000 * pairs) / places.length ** 2) / 1000;
}

function compared(cached: Int32Array, fresh: Int32Array): { reachDiffers: number; timeDiffers: number } {
  let reachDiffers = 0;
  let timeDiffers = 0;
  cached.forEach((seconds, cell) => {
    const right = fresh[cell] ?? -1;
    if (seconds < 0 !== right < 0) reachDiffers++;
    else if (Math.abs(seconds - right) > NEAR_S) timeDiffers++;
  });
  return { reachDiffers, timeDiffers };
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const startedMs = performance.now();
  const value = await work();
  return { value, seconds: Math.round(performance.now() - startedMs) / 1000 };
}
