import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { lawVersionOf } from '@baogong/drizzle/queries/law/law-version';
import { policyInForce } from '@baogong/drizzle/queries/law/policy-in-force';
import { type LiveRouter, liveRouters } from '@baogong/drizzle/queries/routers/live-routers';
import { type ZoneInForce, zonesBetween } from '@baogong/drizzle/queries/zones/zones-between';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Policy } from '@baogong/drizzle/rules/policy';
import { aheadOf } from '../../planning/read-world.ts';

/** The law that a plan made now is made under, and who answers by which law. */
export interface CityLaw {
  readonly lawVersion: number;
  readonly policy: Policy;
  readonly zones: readonly ZoneInForce[];
  readonly living: readonly LiveRouter[];
}

interface Asked {
  readonly database: Database;
  readonly clock: Clock;
  readonly cityId: Id;
  /** What is known already: nothing more is read while this is the version. */
  readonly unless?: number | undefined;
}

export function cityLaw(asked: Omit<Asked, 'unless'>): Promise<CityLaw>;
export function cityLaw(asked: Asked): Promise<CityLaw | undefined>;
export function cityLaw({ database, clock, cityId, unless }: Asked): Promise<CityLaw | undefined> {
  return database.read(async (db) => {
    const lawVersion = await lawVersionOf(db, cityId);
    if (lawVersion === unless) return undefined;
    const now = await clock.now(db);
    return {
      lawVersion,
      policy: await policyInForce(db, { cityId, at: now }),
      // The planner's, or it would find no router of its law and take the other engine.
      zones: await zonesBetween(db, { cityId, ...aheadOf(now) }),
      living: await liveRouters(db, cityId),
    };
  });
}
