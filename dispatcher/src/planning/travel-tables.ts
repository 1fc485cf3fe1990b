import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
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

/** Pairs kept; a wave of a city has some ten thousand. Beyond, the oldest table goes. */
const PAIRS_MAX = 400_000;

type Known = Map<string, readonly [durationS: number, distanceM: number]>;

/** Travel under each law, kept between waves: only pairs that are new under a law are computed. */
export function travelTables(engine: LawfulEngine): TravelTables {
  const tables = new Map<string, Known>();
  return { table };

  async function table({ profile, classLaw, places, used }: TravelAsked): Promise<TravelTable> {
    const known = knownOf(profile, classLaw);
    await learnMissing(known, { profile, classLaw, points: used.flatMap((index) => places.slice(index, index + 1)) });
    const n = places.length;
    const durationsS = new Int32Array(n * n).fill(-1);
    const distancesM = new Int32Array(n * n).fill(-1);
    for (let place = 0; place < n; place++) {
      durationsS[place * n + place] = 0;
      distancesM[place * n + place] = 0;
    }
    for (const row of used) {
      for (const column of used) {
        const pair = row === column ? undefined : known.get(pairKey(places[row], places[column]));
        if (!pair) continue;
        durationsS[row * n + column] = pair[0];
        distancesM[row * n + column] = pair[1];
      }
    }
    return { durationsS, distancesM };
  }

  function knownOf(profile: Profile, classLaw: ClassLaw): Known {
    const key = `${profile} ${classLaw.key}`;
    const known: Known = tables.get(key) ?? new Map();
    // Used last, dropped last.
    tables.delete(key);
    tables.set(key, known);
    dropOldest();
    return known;
  }

  function dropOldest(): void {
    let pairs = 0;
    for (const known of tables.values()) pairs += known.size;
    for (const [key, known] of tables) {
      if (pairs <= PAIRS_MAX || tables.size === 1) return;
      tables.delete(key);
      pairs -= known.size;
    }
  }

  async function learnMissing(
    known: Known,
    { profile, classLaw, points }: { profile: Profile; classLaw: ClassLaw; points: readonly LngLat[] },
  ): Promise<void> {
    const places = [...new Map(points.map((point) => [point.join(), point])).values()];
    const fresh = places.filter((point) => !known.has(pairKey(point, point)));
    const old = places.filter((point) => !fresh.includes(point));
    if (fresh.length > 0) {
      await learn(known, { profile, classLaw, from: fresh, to: places });
      if (old.length > 0) await learn(known, { profile, classLaw, from: old, to: fresh });
    }
    // Two old places may have met other places before, but never each other.
    const lacks = (from: LngLat, to: LngLat) => !known.has(pairKey(from, to));
    const from = old.filter((row) => old.some((column) => lacks(row, column)));
    const to = old.filter((column) => old.some((row) => lacks(row, column)));
    if (from.length > 0) await learn(known, { profile, classLaw, from, to });
  }

  async function learn(
    known: Known,
    {
      profile,
      classLaw,
      from,
      to,
    }: { profile: Profile; classLaw: ClassLaw; from: readonly LngLat[]; to: readonly LngLat[] },
  ): Promise<void> {
    const answer = await engine.matrix({ profile, law: classLaw.law, from, to });
    from.forEach((origin, row) => {
      to.forEach((target, column) => {
        const at = row * to.length + column;
        const key = pairKey(origin, target);
        if (known.has(key)) return;
        known.set(key, [answer.durationsS[at] ?? -1, answer.distancesM[at] ?? -1]);
      });
    });
  }
}

function pairKey(from: LngLat | undefined, to: LngLat | undefined): string {
  return `${from?.join()} ${to?.join()}`;
}
