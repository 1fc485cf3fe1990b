import { and, desc, eq, inArray } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { lawVersionOf } from '../../queries/law/law-version.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { riders, vehicles } from '../../schema/fleet.ts';
import { routes } from '../../schema/routes.ts';
import { holdBoxes } from '../boxes/hold-boxes.ts';
import { requireValidCode } from '../health/require-valid-code.ts';
import { custodianOf } from '../routes/driver.ts';
import { supersedeRest } from '../routes/supersede-rest.ts';
import { requestWave } from '../waves/request-wave.ts';

interface Halted {
  readonly routes: number;
  readonly heldBoxes: number;
}

/**
 * A rider whose code no longer holds stops where he is: his routes end there and the boxes aboard are held, waiting for
 * another traveller to take them. Does nothing while the code holds, so that it may be asked at any time.
 */
export async function haltIfInvalid(tx: ActionTx, { riderId }: { riderId: Id }): Promise<Halted> {
  const active = await activeRoutes(tx, riderId);
  const first = active[0];
  if (!first || (await holds(tx, first))) return { routes: 0, heldBoxes: 0 };

  const lawVersion = await lawVersionOf(tx.db, first.cityId);
  for (const route of active) {
    await supersedeRest(tx, {
      routeId: route.id,
      cityId: route.cityId,
      lawVersion,
      failArrived: { failure: 'healthCode' },
      endState: route.state === 'running' ? 'halted' : 'superseded',
    });
  }
  const heldBoxes = await holdAboard(tx, first);
  await requestWave(tx, { cityId: first.cityId, cause: 'healthChanged' });
  await record(tx, {
    action: 'riders/halt',
    cityId: first.cityId,
    subject: { kind: 'rider', id: riderId },
    facts: { routes: active.length, heldBoxes },
  });
  return { routes: active.length, heldBoxes };
}

type ActiveRoute = Awaited<ReturnType<typeof activeRoutes>>[number];

function activeRoutes(tx: ActionTx, riderId: Id) {
  return tx.db
    .select({
      id: routes.id,
      cityId: routes.cityId,
      state: routes.state,
      riderId: routes.riderId,
      vehicleId: routes.vehicleId,
      travellerClass: routes.travellerClass,
    })
    .from(routes)
    .where(and(eq(routes.riderId, riderId), inArray(routes.state, ['planned', 'running'])))
    .orderBy(desc(routes.state), routes.id)
    .for('update');
}

async function holds(tx: ActionTx, route: ActiveRoute): Promise<boolean> {
  try {
    await requireValidCode(tx, { ...route, until: tx.now });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function holdAboard(tx: ActionTx, route: ActiveRoute): Promise<number> {
  const custodian = custodianOf(route);
  const point = await lastPointOf(tx, route);
  if (!point) return 0;
  return (await holdBoxes(tx, { custodian, point })).length;
}

async function lastPointOf(tx: ActionTx, route: ActiveRoute) {
  if (route.vehicleId) {
    const [vehicle] = await tx.db
      .select({ point: vehicles.lastPoint })
      .from(vehicles)
      .where(eq(vehicles.id, route.vehicleId));
    return vehicle?.point;
  }
  if (!route.riderId) return null;
  const [rider] = await tx.db.select({ point: riders.lastPoint }).from(riders).where(eq(riders.id, route.riderId));
  return rider?.point;
}
