import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import { zonesBetween } from '../../queries/zones/zones-between.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { boxes } from '../../schema/boxes.ts';
import { cities } from '../../schema/cities.ts';
import { routes } from '../../schema/routes.ts';
import { unplanned, waves } from '../../schema/waves.ts';
import { setOrderStates } from '../boxes/set-order-states.ts';
import { insertPlan } from './insert-plan.ts';
import type { Plan } from './plan.ts';
import { refuseSickRiders } from './refuse-sick-riders.ts';

/** Where the planner saw each box: the plan holds only while it is still there. */
export interface SeenBox {
  readonly boxId: Id;
  readonly custodianKind: string;
  readonly custodianId: Id;
}

/** Which zones the planner saw in force in a time: one recorded or withdrawn since, for later, raises no law version. */
export interface SeenZones {
  readonly from: Date;
  readonly to: Date;
  readonly ids: readonly Id[];
}

export interface CommitPlan {
  readonly plan: Plan;
  readonly seen: readonly SeenBox[];
  /** Of a planner that looks ahead. */
  readonly seenZones?: SeenZones;
}

/**
 * Makes a plan the city's plan if the world has not moved since it was read: same law, now and as recorded for later, every box where it was and without
 * an active stop, no traveller with another new route, every code as it was. Otherwise `planStale`: the caller plans again from the new world.
 */
export async function commitPlan(tx: ActionTx, { plan, seen, seenZones }: CommitPlan): Promise<void> {
  await claimWave(tx, plan.waveId);
  await refuseUnderAnotherLaw(tx, plan);
  if (seenZones) await refuseOtherZones(tx, plan.cityId, seenZones);
  await refuseMovedBoxes(tx, seen);
  await refuseBusyTravellers(tx, plan);
  await refuseSickRiders(tx, plan);

  await insertPlan(tx, plan);
  if (plan.unplanned.length > 0) {
    await tx.db.insert(unplanned).values(plan.unplanned.map((each) => ({ waveId: plan.waveId, ...each })));
  }
  await tx.db
    .update(waves)
    .set({ plannedAt: tx.now, lawVersion: plan.lawVersion, planMs: plan.planMs, counts: countsOf(plan) })
    .where(eq(waves.id, plan.waveId));
  await setOrderStates(tx, { boxIds: plannedBoxIds(plan) });

  for (const route of plan.routes) {
    await appendEvent(tx, { name: 'route.assigned.v1', cityId: plan.cityId, payload: { routeId: route.id } });
  }
  await record(tx, {
    action: 'waves/commit-plan',
    cityId: plan.cityId,
    subject: { kind: 'wave', id: plan.waveId },
    facts: countsOf(plan),
  });
}

/** Zero rows mean that another worker has already planned this wave. */
async function claimWave(tx: ActionTx, waveId: Id): Promise<void> {
  const claimed = await tx.db
    .update(waves)
    .set({ plannedAt: tx.now })
    .where(and(eq(waves.id, waveId), isNull(waves.plannedAt)))
    .returning({ id: waves.id });
  if (claimed.length === 0) throw new Refusal('alreadyDone', { noun: 'wave', id: waveId });
}

async function refuseUnderAnotherLaw(tx: ActionTx, plan: Plan): Promise<void> {
  // The row lock keeps a zone from taking force between this look and the commit.
  const [city] = await tx.db
    .select({ lawVersion: cities.lawVersion })
    .from(cities)
    .where(eq(cities.id, plan.cityId))
    .for('share');
  if (city?.lawVersion !== plan.lawVersion) {
    throw new Refusal('planStale', { moved: 'law', planned: plan.lawVersion, is: city?.lawVersion });
  }
}

/** Under the same row lock: whoever records or withdraws a zone takes it first. */
async function refuseOtherZones(tx: ActionTx, cityId: Id, { from, to, ids }: SeenZones): Promise<void> {
  const now = await zonesBetween(tx.db, { cityId, from, to });
  const isSame = now.length === ids.length && now.every(({ id }) => ids.includes(id));
  if (!isSame) throw new Refusal('planStale', { moved: 'zones', planned: ids.length, is: now.length });
}

async function refuseMovedBoxes(tx: ActionTx, seen: readonly SeenBox[]): Promise<void> {
  if (seen.length === 0) return;
  const moved = await rows<{ id: string }>(
    tx.db,
    sql`
      with seen as (
        select * from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb)
          as given("boxId" uuid, "custodianKind" text, "custodianId" uuid)
      ), held as (
        select ${boxes.id} as id, ${boxes.custodianKind} as kind, ${boxes.custodianId} as custodian,
          ${boxes.state} as state
        from ${boxes} where ${inArray(boxes.id, sql`(select "boxId" from seen)`)} order by 1 for update
      )
      select seen."boxId" as id from seen join held on held.id = seen."boxId"
      where (held.kind, held.custodian) <> (seen."custodianKind", seen."custodianId") or held.state in ('returned', 'lost')
        or exists (select 1 from stop_boxes where stop_boxes.box_id = seen."boxId" and stop_boxes.active)`,
  );
  if (moved.length > 0)
    throw new Refusal('planStale', { moved: 'boxes', boxIds: moved.slice(0, 10).map((row) => row.id) });
}

/** A traveller may get a second route while he drives the first, never two that wait. */
async function refuseBusyTravellers(tx: ActionTx, plan: Plan): Promise<void> {
  const riderIds = plan.routes.flatMap((route) => route.riderId ?? []);
  const vehicleIds = plan.routes.flatMap((route) => route.vehicleId ?? []);
  const busy = await tx.db
    .select({ id: routes.id })
    .from(routes)
    .where(
      and(
        eq(routes.state, 'planned'),
        eq(routes.cityId, plan.cityId),
        sql`(${routes.riderId} = any(${sql.param(`{${riderIds.join(',')}}`)}::uuid[])
          or ${routes.vehicleId} = any(${sql.param(`{${vehicleIds.join(',')}}`)}::uuid[]))`,
      ),
    )
    .limit(1);
  if (busy.length > 0) throw new Refusal('planStale', { moved: 'travellers', routeId: busy[0]?.id });
}

function plannedBoxIds(plan: Plan): Id[] {
  return plan.routes.flatMap((route) => route.trips.flatMap((trip) => trip.stops.flatMap((stop) => stop.boxIds)));
}

function countsOf(plan: Plan): Record<string, number> {
  const trips = plan.routes.flatMap((route) => route.trips);
  const counts: Record<string, number> = {
    routes: plan.routes.length,
    trips: trips.length,
    stops: trips.reduce((sum, trip) => sum + trip.stops.length, 0),
    boxes: plannedBoxIds(plan).length,
    unplanned: plan.unplanned.length,
  };
  for (const { reason } of plan.unplanned) counts[`unplanned.${reason}`] = (counts[`unplanned.${reason}`] ?? 0) + 1;
  return counts;
}
