import { and, eq, or } from 'drizzle-orm';
import { boxes } from '../../schema/boxes.ts';
import type { riders } from '../../schema/fleet.ts';

/** Joins the boxes that a rider has in his own custody or in his vehicle's. */
export function aboardOf(rider: typeof riders) {
  return and(
    eq(boxes.cityId, rider.cityId),
    or(
      and(eq(boxes.custodianKind, 'rider'), eq(boxes.custodianId, rider.id)),
      and(eq(boxes.custodianKind, 'vehicle'), eq(boxes.custodianId, rider.vehicleId)),
    ),
  );
}
