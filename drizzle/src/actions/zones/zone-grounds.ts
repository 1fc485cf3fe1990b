import { eq, sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { keepsGround } from '../../rules/zone-ground.ts';
import { isStricter } from '../../rules/zone-law.ts';
import { zoneGrounds } from '../../schema/zones.ts';
import { SLIVER_M2 } from './zone-neighbours.ts';

/** Zones that were written before grounds were, or by hand, get the ground that they hold, so that they can give it up and back. */
export async function adoptZones(tx: ActionTx, cityId: Id): Promise<void> {
  const now = tx.now.toISOString();
  const adopted = sql`city_id = ${cityId} and ground_id is null and withdrawn_at is null
    and (valid_to is null or valid_to > ${now}::timestamptz)`;
  await tx.db.execute(sql`
    insert into zone_grounds (id, city_id, name, class, ground, valid_from, valid_to, recorded_at)
    select id, city_id, name, class, declared, valid_from, valid_to, recorded_at from zones where ${adopted}`);
  await tx.db.execute(sql`update zones set ground_id = id where ${adopted}`);
}

/** The declaration lasts until then only. */
export async function endGround(tx: ActionTx, { groundId, at }: { groundId: Id; at: Date }): Promise<void> {
  await tx.db.update(zoneGrounds).set({ validTo: at }).where(eq(zoneGrounds.id, groundId));
}

/** How another declaration lies to the one in question, as PostGIS sees it. */
export interface Lying {
  readonly zoneClass: ZoneClass;
  readonly ownClass: ZoneClass;
  readonly coversOwn: boolean;
  readonly isCovered: boolean;
  readonly isOlder: boolean;
}

/** Columns of a `Lying`: `other` and `own` are rows of `zone_grounds`. */
export const lying = sql`other.class as "zoneClass", own.class as "ownClass",
  ST_Covers(other.ground, own.ground) as "coversOwn", ST_CoveredBy(other.ground, own.ground) as "isCovered",
  (other.recorded_at, other.id) < (own.recorded_at, own.id) as "isOlder"`;

/** Does the other one keep the ground that both share? */
export function otherKeeps({ zoneClass, ownClass, coversOwn, isCovered, isOlder }: Lying): boolean {
  return keepsGround({ zoneClass, otherClass: ownClass, coversOther: coversOwn, isCovered, isOlder });
}

/** Declarations from now on that have to do without the ground of this one while it lasts, the strictest first. */
export async function groundsGivingWay(tx: ActionTx, { groundId }: { groundId: Id }): Promise<Id[]> {
  const found = await rows<Lying & { id: Id }>(
    tx.db,
    sql`
      select other.id, ${lying} from zone_grounds own
      join zone_grounds other on other.city_id = own.city_id and other.id <> own.id
        and (other.valid_to is null or other.valid_to > ${tx.now.toISOString()}::timestamptz)
        and ST_Intersects(other.ground, own.ground)
        and ST_Area(ST_Intersection(other.ground, own.ground)::geography) > ${SLIVER_M2}
      where own.id = ${groundId} order by other.recorded_at, other.id`,
  );
  return found
    .filter((other) => !otherKeeps(other))
    .sort((one, other) => (isStricter(one.zoneClass, other.zoneClass) ? -1 : one.zoneClass === other.zoneClass ? 0 : 1))
    .map(({ id }) => id);
}
