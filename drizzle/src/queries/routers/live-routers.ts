import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import type { Profile, TravellerClass } from '../../rules/vocabulary.ts';
import { routers } from '../../schema/routers.ts';

export interface LiveRouter {
  readonly id: Id;
  readonly travellerClass: TravellerClass;
  readonly profile: Profile;
  readonly lawVersion: number;
  readonly token: string;
  readonly lawKeys: readonly string[];
  readonly url: string;
  readonly recordedAt: Date;
}

/** The routers of a city that are not retired: which law the router of each class knows, and where it answers. */
export async function liveRouters(db: Reader, cityId: Id): Promise<LiveRouter[]> {
  return db
    .select({
      id: routers.id,
      travellerClass: routers.travellerClass,
      profile: routers.profile,
      lawVersion: routers.lawVersion,
      token: routers.token,
      lawKeys: routers.lawKeys,
      url: routers.url,
      recordedAt: routers.recordedAt,
    })
    .from(routers)
    .where(and(eq(routers.cityId, cityId), isNull(routers.retiredAt)))
    .orderBy(asc(routers.travellerClass), asc(routers.profile));
}
