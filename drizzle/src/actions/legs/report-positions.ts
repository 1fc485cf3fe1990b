import { desc, eq } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { riders, vehicles } from '../../schema/fleet.ts';
import { legs, positions } from '../../schema/legs.ts';
import { type DrivenRoute, drivenRoute } from '../routes/driver.ts';

export interface ReportedPosition {
  readonly at: Date;
  readonly point: LngLat;
}

/** Appends where the traveller was on a running leg, in rising time; the last one is where he is now. */
export async function reportPositions(
  tx: ActionTx,
  { legId, positions: reported }: { legId: Id; positions: readonly ReportedPosition[] },
): Promise<{ accepted: number }> {
  const route = await drivenRoute(tx, { legId });
  await requireRunning(tx, legId);
  const last = await lastPosition(tx, legId);
  requireRisingTime(reported, { from: last?.at ?? tx.now, to: tx.now });
  if (reported.length === 0) return { accepted: 0 };

  const firstSeq = (last?.seq ?? -1) + 1;
  await tx.db
    .insert(positions)
    .values(reported.map(({ at, point: [lng, lat] }, index) => ({ legId, seq: firstSeq + index, at, lng, lat })));
  const newest = reported.at(-1);
  if (newest) await moveTraveller(tx, { route, point: newest.point, at: newest.at });
  return { accepted: reported.length };
}

/** Where a traveller was last seen, for maps and for the next plan. */
export async function moveTraveller(
  tx: ActionTx,
  { route, point, at }: { route: Pick<DrivenRoute, 'vehicleId' | 'riderId'>; point: LngLat; at: Date },
): Promise<void> {
  const seen = { lastPoint: point, lastSeenAt: at };
  if (route.vehicleId) await tx.db.update(vehicles).set(seen).where(eq(vehicles.id, route.vehicleId));
  if (route.riderId) await tx.db.update(riders).set(seen).where(eq(riders.id, route.riderId));
}

async function requireRunning(tx: ActionTx, legId: Id): Promise<void> {
  const [leg] = await tx.db
    .select({ status: legs.status, departedAt: legs.departedAt })
    .from(legs)
    .where(eq(legs.id, legId));
  if (leg?.departedAt && leg.status === 'planned') return;

  const [next] = await tx.db.select({ id: legs.id, status: legs.status }).from(legs).where(eq(legs.continuesId, legId));
  if (next || leg?.status === 'superseded') {
    throw new Refusal('lawChanged', { legId, continuesAs: next?.id ?? null, status: next?.status ?? leg?.status });
  }
  throw new Refusal('wrongState', {
    noun: 'leg',
    is: leg?.departedAt ? leg.status : 'not departed',
    allowed: ['running'],
  });
}

async function lastPosition(tx: ActionTx, legId: Id): Promise<{ seq: number; at: Date } | undefined> {
  const [last] = await tx.db
    .select({ seq: positions.seq, at: positions.at })
    .from(positions)
    .where(eq(positions.legId, legId))
    .orderBy(desc(positions.seq))
    .limit(1);
  return last;
}

function requireRisingTime(reported: readonly ReportedPosition[], span: { from: Date; to: Date }): void {
  let after = span.from;
  for (const { at } of reported) {
    if (at < after || at > span.to) {
      const accepted = `rising, ${after.toISOString()} to ${span.to.toISOString()}`;
      throw new Refusal('invalidInput', { field: 'positions.at', value: at.toISOString(), accepted });
    }
    after = at;
  }
}
