import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import { matrixCache } from '../routing/matrix-cache.ts';
import type { ClassLaw } from './class-law.ts';

export interface TravelTable {
  readonly durationsS: Int32Array;
  readonly distancesM: Int32Array;
}

export interface TravelAsked {
  readonly profile: Profile;
  readonly classLaw: ClassLaw;
  readonly places: readonly LngLat[];
  /** Indices of the places that travellers of this table can have to do with; the others stay unreachable. */
  readonly used: readonly number[];
}

export interface TravelTables {
  /** An n × n table over all places, row = from, -1 where there is no lawful way. */
  table(asked: TravelAsked): Promise<TravelTable>;
}

/** Travel under each law, kept between waves: only pairs that are new under a law, or that its change may touch, are computed. */
export function travelTables(engine: LawfulEngine): TravelTables {
  const cache = matrixCache(engine);
  return { table };

  async function table({ profile, classLaw, places, used }: TravelAsked): Promise<TravelTable> {
    const points = used.flatMap((index) => places.slice(index, index + 1));
    const unique = [...new Map(points.map((point) => [point.join(), point])).values()];
    const known = await cache.table({ profile, law: classLaw.law, places: unique });
    const rowOf = new Map(unique.map((point, row) => [point.join(), row]));
    const rows = points.map((point) => rowOf.get(point.join()) ?? 0);

    const n = places.length;
    const durationsS = new Int32Array(n * n).fill(-1);
    const distancesM = new Int32Array(n * n).fill(-1);
    used.forEach((from, i) => {
      used.forEach((to, k) => {
        const cell = (rows[i] ?? 0) * unique.length + (rows[k] ?? 0);
        durationsS[from * n + to] = known.durationsS[cell] ?? -1;
        distancesM[from * n + to] = known.distancesM[cell] ?? -1;
      });
    });
    for (let place = 0; place < n; place++) {
      durationsS[place * n + place] = 0;
      distancesM[place * n + place] = 0;
    }
    return { durationsS, distancesM };
  }
}
