import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import type { ClassLaw } from './class-law.ts';

export interface LegAsked {
  readonly profile: Profile;
  readonly classLaw: ClassLaw;
  readonly from: LngLat;
  readonly to: LngLat;
}

export interface LegLines {
  /** The way of a leg, or null where no lawful one was found. */
  line(asked: LegAsked): Promise<readonly LngLat[] | null>;
}

const LINES_MAX = 20_000;

/** Ways under each law, kept between waves: the same warehouse and drop points come again and again. */
export function legLines(engine: LawfulEngine): LegLines {
  const known = new Map<string, readonly LngLat[] | null>();
  return {
    async line({ profile, classLaw, from, to }) {
      if (from[0] === to[0] && from[1] === to[1]) return [from, to];
      const key = `${profile} ${classLaw.key} ${from.join()} ${to.join()}`;
      const cached = known.get(key);
      if (cached !== undefined) return cached;

      const answer = await engine.route({ profile, law: classLaw.law, from, to });
      const line = answer.unreachable ? null : answer.line;
      if (known.size >= LINES_MAX) known.delete(known.keys().next().value ?? key);
      known.set(key, line);
      return line;
    },
  };
}
