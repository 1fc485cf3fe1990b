import { type SQL, sql } from 'drizzle-orm';
import type { CivilDay } from '../../rules/civil-day.ts';
import type { Id } from '../../rules/ids.ts';

export interface TurnAsked {
  readonly cityId: Id;
  readonly at: Date;
  /** The day that it is in the city: boxes of later days are left where they are. */
  readonly today: CivilDay;
  readonly limit: number;
}

/** Of so many boxes that a wave looks at, one was looked at before, as long as there are enough of both. */
const ONE_TRIED_IN = 3;

/**
 * Ids of the boxes that a wave looks at: those that no wave has looked at yet, longest promised first, and between them
 * those that were left unplanned, longest ago first. So neither boxes that nobody can serve nor a rush of new ones keep any
 * box waiting for ever. Three branches, because each has an index that leaves out the boxes that have ended.
 */
export function boxesInTurn({ cityId, at, today, limit }: TurnAsked): SQL {
  const now = sql`${at.toISOString()}::timestamptz`;
  return sql`
    with open as (
      select id, order_id from boxes
      where city_id = ${cityId} and state in ('packed', 'loaded', 'handedOver', 'held')
      union all
      select id, order_id from boxes
      where city_id = ${cityId} and state = 'delivered' and custodian_kind in ('vehicle', 'rider')
      union all
      select lying.id, lying.order_id from boxes lying
      join orders on orders.id = lying.order_id
      join households on households.id = orders.household_id
      join jurisdictions home on home.id = households.building_id
      where lying.city_id = ${cityId} and lying.state = 'delivered' and lying.custodian_kind <> 'household'
        and lying.custodian_kind not in ('vehicle', 'rider') and lying.delivered_at > ${now} - interval '2 days'
        and exists (select 1 from zones where zones.city_id = ${cityId} and zones.class = 'sealed'
          and zones.valid_from <= ${now} and (zones.valid_to is null or zones.valid_to > ${now})
          and ST_Covers(zones.declared, home.point))
    ), asked as (
      select open.id, orders.promised_at,
        (select unplanned.wave_id from unplanned where unplanned.box_id = open.id
          order by unplanned.wave_id desc limit 1) as tried_by
      from open join orders on orders.id = open.order_id and orders.delivery_day <= ${today}::date
      where not exists (select 1 from stop_boxes where stop_boxes.box_id = open.id and stop_boxes.active)
    ), ranked as (
      select id, tried_by is not null as tried,
        row_number() over (partition by tried_by is not null order by tried_by, promised_at, id) as nth
      from asked
    )
    select id from ranked
    order by case when tried then nth * ${ONE_TRIED_IN} else nth + (nth - 1) / ${ONE_TRIED_IN - 1} end, tried, id
    limit ${limit}`;
}
