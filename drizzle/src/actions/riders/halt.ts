import { and, desc, eq, inArray } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { lawVersionOf } from '../../queries/law/law-version.ts';
import { aboardOf } from '../../queries/sweeps/aboard-of.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { boxes } from '../../schema/boxes.ts';
import { riders, vehicles } from '../../schema/fleet.ts';
import { jurisdictions } from '../../schema/jurisdictions.ts';
import { routes } from '../../schema/routes.ts';
import { riderBases, warehouses } from '../../schema/warehouses.ts';
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
  const first = active[0] ?? (await carrying(tx, riderId));
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
type OnDuty = Omit<ActiveRoute, 'state'>;

/** A rider without a route who still has boxes aboard: they must not stay with him either. */
async function carrying(tx: ActionTx, riderId: Id): Promise<OnDuty | undefined> {
  const [rider] = await tx.db
    .select({
      id: riders.id,
      cityId: riders.cityId,
      riderId: riders.id,
      vehicleId: riders.vehicleId,
      travellerClass: riders.travellerClass,
    })
    .from(riders)
    .innerJoin(boxes, aboardOf(riders))
    .where(and(eq(riders.id, riderId), eq(boxes.state, 'loaded')))
    .limit(1);
  return rider;
}

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

async function holds(tx: ActionTx, route: OnDuty): Promise<boolean> {
  try {
    await requireValidCode(tx, { ...route, until: tx.now });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function holdAboard(tx: ActionTx, route: OnDuty): Promise<number> {
  const custodian = custodianOf(route);
  const point = await lastPointOf(tx, route);
  if (!point) return 0;
  return (await holdBoxes(tx, { custodian, point })).length;
}

/** Where he was last seen; who was never seen on the road is still where he takes his boxes. */
async function lastPointOf(tx: ActionTx, { vehicleId, riderId }: OnDuty) {
  if (vehicleId) {
    const [vehicle] = await tx.db
      .select({ last: vehicles.lastPoint, home: warehouses.point })
      .from(vehicles)
      .innerJoin(warehouses, eq(warehouses.id, vehicles.homeWarehouseId))
      .where(eq(vehicles.id, vehicleId));
    return vehicle?.last ?? vehicle?.home;
  }
  if (!riderId) return null;
  const [rider] = await tx.db
    .select({ last: riders.lastPoint, base: riderBases.point, home: jurisdictions.point })
    .from(riders)
    .leftJoin(riderBases, eq(riderBases.id, riders.baseId))
    .leftJoin(jurisdictions, eq(jurisdictions.id, riders.homeBuildingId))
    .where(eq(riders.id, riderId));
  return rider?.last ?? rider?.base ?? rider?.home;
}
