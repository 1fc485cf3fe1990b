import { and, desc, eq, gt, or, sql } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { positionSpeedVerdict, positionTimesVerdict, type TimedPoint } from '../../rules/plausible-positions.ts';
import { Refusal } from '../../rules/refusal.ts';
import { orThrow } from '../../rules/verdict.ts';
import { riders, vehicles } from '../../schema/fleet.ts';
import { legs, positions } from '../../schema/legs.ts';
import { type DrivenRoute, drivenRoute } from '../routes/driver.ts';

export interface ReportPositions {
  readonly legId: Id;
  readonly positions: readonly TimedPoint[];
  /** A demonstration drives at whatever speed it likes; nobody was really there. */
  readonly simulated?: boolean | undefined;
}

/** Fixes of the last seconds are what speed is judged by; more than this in so short a time are left out. */
const KNOWN_MAX = 200;

/**
 * Appends where the traveller was on a running leg, in rising time and no faster than vehicles drive; the last one is where
 * he is now. A leg begins with its first position, so that nobody reports from elsewhere.
 */
export async function reportPositions(
  tx: ActionTx,
  { legId, positions: reported, simulated = false }: ReportPositions,
): Promise<{ accepted: number }> {
  const route = await drivenRoute(tx, { legId });
  const leg = await runningLeg(tx, legId);
  const last = await lastPosition(tx, legId);
  const timed = orThrow(positionTimesVerdict({ after: last?.at ?? tx.now, reported, now: tx.now }));
  if (!simulated) orThrow(positionSpeedVerdict({ known: await knownTrack(tx, leg), reported: timed }));
  if (timed.length === 0) return { accepted: 0 };

  const firstSeq = (last?.seq ?? -1) + 1;
  await tx.db
    .insert(positions)
    .values(timed.map(({ at, point: [lng, lat] }, index) => ({ legId, seq: firstSeq + index, at, lng, lat })));
  const newest = timed.at(-1);
  if (newest) await moveTraveller(tx, { route, point: newest.point, at: newest.at });
  return { accepted: timed.length };
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

interface RunningLeg {
  readonly id: Id;
  readonly continuesId: Id | null;
}

async function runningLeg(tx: ActionTx, legId: Id): Promise<RunningLeg> {
  const [leg] = await tx.db
    .select({ status: legs.status, departedAt: legs.departedAt, continuesId: legs.continuesId })
    .from(legs)
    .where(eq(legs.id, legId));
  if (leg?.departedAt && leg.status === 'planned') return { id: legId, continuesId: leg.continuesId };

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

/**
 * The latest positions, oldest first. A leg that continues another begins where its traveller was last seen on that one,
 * which may have been a while before the law cut it.
 */
async function knownTrack(tx: ActionTx, { id, continuesId }: RunningLeg): Promise<TimedPoint[]> {
  const own = continuesId ? and(eq(positions.legId, id), gt(positions.seq, 0)) : eq(positions.legId, id);
  const found = await tx.db
    .select({ at: positions.at, lng: positions.lng, lat: positions.lat })
    .from(positions)
    .where(continuesId ? or(own, eq(positions.legId, continuesId)) : own)
    .orderBy(sql`${positions.legId} = ${id} desc`, desc(positions.seq))
    .limit(KNOWN_MAX);
  return found.map(({ at, lng, lat }): TimedPoint => ({ at, point: [lng, lat] })).reverse();
}
