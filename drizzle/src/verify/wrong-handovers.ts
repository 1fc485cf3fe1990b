import { sql } from 'drizzle-orm';
import { giverBarred, withoutStop } from './givers.ts';
import { invariant } from './invariant.ts';

const given = sql`
  select c.id, c.box_id, c.from_kind, c.from_id, c.to_kind, c.to_id, c.at, c.stop_id, x.city_id, h.id as household_id, h.drop_point_id, h.building_id, b.point
  from custody c
  join boxes x on x.id = c.box_id
  join orders o on o.id = x.order_id
  join households h on h.id = o.household_id
  join jurisdictions b on b.id = h.building_id
  where c.to_kind in ('household', 'dropPoint', 'gate', 'relay')`;

/** Zones in force at the hand-over that cover the household's building. */
const aroundHome = sql`
  select z.id from zones z where ST_Covers(z.declared, g.point) and z.withdrawn_at is null and z.valid_from <= g.at and (z.valid_to is null or z.valid_to >= g.at)`;

/** A box goes to the household that ordered it, or to a place that is that household's own: its drop point, gate, relay, door. */
export const wrongHandovers = invariant('wrongHandovers', {
  judged: sql`select count(*) from (${given}) g`,
  violations: sql`
    with given as materialized (${given})
    select g.id, 'otherHousehold' as what, json_build_object('boxId', g.box_id, 'to', g.to_id, 'of', g.household_id)
    from given g where g.to_kind = 'household' and g.to_id <> g.household_id
    union all
    select g.id, 'otherDropPoint' as what, json_build_object('boxId', g.box_id, 'to', g.to_id, 'of', g.drop_point_id)
    from given g where g.to_kind = 'dropPoint' and g.to_id <> g.drop_point_id
    union all
    select g.id, 'otherGate' as what, json_build_object('boxId', g.box_id, 'to', g.to_id)
    from given g where g.to_kind = 'gate'
      and not exists (select from gates k where k.id = g.to_id and k.zone_id in (${aroundHome}))
    union all
    select g.id, 'otherRelay' as what, json_build_object('boxId', g.box_id, 'to', g.to_id)
    from given g where g.to_kind = 'relay'
      and not exists (select from relays k where k.id = g.to_id and k.zone_id in (${aroundHome}))
    union all
    select g.id, 'otherDoor' as what, json_build_object('boxId', g.box_id, 'building', s.place_id, 'of', g.building_id)
    from given g join stops s on s.id = g.stop_id
    where g.to_kind = 'household' and s.place_kind = 'building' and s.place_id <> g.building_id
    union all
    select e.id, 'postedToOther' as what, json_build_object('orderId', o.id, 'to', e.to_account, 'of', o.household_id)
    from ledger_entries e join orders o on o.id = e.order_id
    where e.kind = 'post' and e.to_account <> 'household:' || o.household_id
    union all ${giverBarred} union all ${withoutStop}`,
});
