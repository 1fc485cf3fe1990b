import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { RoutingEngine } from './engine.ts';
import type { TravelLaw } from './travel-law.ts';

/** Engines that have a law compiled in: no question needs to carry polygons, every answer is by that law or is none. */
export interface LawRouters {
  /** The engine that keeps exactly this law, if there is one at this moment. Throws `Unavailable` when nobody can say. */
  under(profile: Profile, law: TravelLaw): Promise<RoutingEngine | undefined>;
  close(): Promise<void>;
}
