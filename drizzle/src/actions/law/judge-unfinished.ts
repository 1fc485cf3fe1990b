import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import { judgedLegs, type LegToJudge } from '../../queries/law/judged-legs.ts';
import { stopsConcerned } from '../../queries/routes/stops-concerned.ts';
import { ownZones } from '../../queries/zones/own-zones.ts';
import type { Id } from '../../rules/ids.ts';
import { legs } from '../../schema/legs.ts';
import { routes } from '../../schema/routes.ts';
import { type CutLeg, cutLeg, splitLeg } from '../legs/cut.ts';
import { supersedeRest } from '../routes/supersede-rest.ts';
import { noteCaught } from './note-caught.ts';
import { routesAfter, type UnfinishedRoute, unfinishedRoutes } from './unfinished-routes.ts';

export interface TouchedRoute {
  readonly routeId: Id;
  /** `legUnlawful`: a leg not yet driven would cross against the new law. `placeChanged`: a place or household it serves is under another law. `routeBefore`: it would begin where the same traveller's touched route was to end. */
  readonly change: 'legUnlawful' | 'placeChanged' | 'routeBefore';
}

/**
 * Judges every leg that is not finished under the law in force now. Routes that it leaves alone go on, their running legs
 * cut where the law changed; of the others everything that has not happened is taken back.
 */
export async function judgeUnfinished(
  tx: ActionTx,
  { cityId, lawVersion, zoneId }: { cityId: Id; lawVersion: number; zoneId: Id },
): Promise<TouchedRoute[]> {
  const unfinished = await unfinishedRoutes(tx, cityId);
  const open = await openLegs(tx, unfinished);
  const unlawful = await unlawfulRoutes(tx, { cityId, unfinished, open });
  const concerned = await stopsConcerned(tx.db, { cityId, zoneId, at: tx.now });
  await noteCaught(tx, { cityId, zoneId });

  const touched = new Map<Id, TouchedRoute>();
  for (const { routeId } of concerned) touched.set(routeId, { routeId, change: 'placeChanged' });
  for (const routeId of unlawful) touched.set(routeId, { routeId, change: 'legUnlawful' });
  for (const routeId of routesAfter(unfinished, touched)) touched.set(routeId, { routeId, change: 'routeBefore' });

  for (const cut of open) {
    if (touched.has(cut.leg.routeId)) continue;
    await carryOver(tx, { cut, lawVersion });
  }
  // Who stands at a stop that the zone does not concern serves it to the end.
  const closed = concerned.filter((stop) => stop.state === 'arrived').map((stop) => stop.stopId);
  for (const { routeId } of touched.values()) {
    const failArrived = { failure: 'pointClosed', among: closed } as const;
    await supersedeRest(tx, { routeId, cityId, lawVersion, failArrived, endState: 'superseded' });
  }
  await keepUnderLaw(tx, {
    routeIds: unfinished.map((route) => route.id).filter((id) => !touched.has(id)),
    lawVersion,
  });
  return [...touched.values()];
}

async function openLegs(tx: ActionTx, unfinished: readonly UnfinishedRoute[]): Promise<CutLeg[]> {
  if (unfinished.length === 0) return [];
  const found = await tx.db
    .select()
    .from(legs)
    .where(
      and(
        inArray(
          legs.routeId,
          unfinished.map((route) => route.id),
        ),
        eq(legs.status, 'planned'),
      ),
    )
    .orderBy(asc(legs.routeId), asc(legs.seq));
  const cuts: CutLeg[] = [];
  for (const leg of found) cuts.push(await splitLeg(tx, leg));
  return cuts;
}

async function unlawfulRoutes(
  tx: ActionTx,
  { cityId, unfinished, open }: { cityId: Id; unfinished: readonly UnfinishedRoute[]; open: readonly CutLeg[] },
): Promise<Set<Id>> {
  const riderIds = unfinished.flatMap((route) => route.riderId ?? []);
  const own = await ownZones(tx.db, { riderIds, at: tx.now });
  const riderOf = new Map(unfinished.map((route) => [route.id, route.riderId]));
  const judged = await judgedLegs(tx.db, {
    cityId,
    at: tx.now,
    legs: open.map(({ leg, rest }): LegToJudge => {
      const riderId = riderOf.get(leg.routeId);
      return {
        id: leg.id,
        travellerClass: leg.travellerClass,
        line: rest,
        ...remainingSpan(leg, tx.now),
        ownZoneId: riderId ? (own.get(riderId) ?? null) : null,
        leavesZoneId: leg.purpose === 'leave' ? leg.zoneId : null,
      };
    }),
  });
  const unlawful = open.filter(({ leg }) => judged.get(leg.id)?.ok === false);
  return new Set(unlawful.map(({ leg }) => leg.routeId));
}

/** A leg that runs late is still ahead: its whole planned length lies after now. */
function remainingSpan(leg: { startsAt: Date; endsAt: Date }, now: Date): { startsAt: Date; endsAt: Date } {
  const startsAt = leg.startsAt > now ? leg.startsAt : now;
  const lengthMs = leg.endsAt.getTime() - leg.startsAt.getTime();
  const endsAt = leg.endsAt > now ? leg.endsAt : new Date(now.getTime() + lengthMs + 1000);
  return { startsAt, endsAt };
}

/** A running leg that stays lawful goes on as a new piece under the new law. */
async function carryOver(tx: ActionTx, { cut, lawVersion }: { cut: CutLeg; lawVersion: number }): Promise<void> {
  const hasMoved = cut.driven.some((at) => at[0] !== cut.driven[0]?.[0] || at[1] !== cut.driven[0]?.[1]);
  if (hasMoved) await cutLeg(tx, { cut, restStatus: 'planned', lawVersion });
}

async function keepUnderLaw(
  tx: ActionTx,
  { routeIds, lawVersion }: { routeIds: readonly Id[]; lawVersion: number },
): Promise<void> {
  if (routeIds.length === 0) return;
  await tx.db
    .update(legs)
    .set({ lawVersion })
    .where(and(inArray(legs.routeId, [...routeIds]), eq(legs.status, 'planned')));
  await tx.db
    .update(routes)
    .set({ lawVersion })
    .where(inArray(routes.id, [...routeIds]));
}
