import { eq, sql } from 'drizzle-orm';
import { rows } from '../../database/rows.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { Id } from '../../rules/ids.ts';
import { InvariantError } from '../../rules/refusal.ts';
import { fromEwkbHex } from '../../schema/columns/ewkb.ts';
import { zoneGrounds } from '../../schema/zones.ts';
import { setZoneEnd } from './end.ts';
import { type Ground, groundPieces, type Piece } from './ground-pieces.ts';
import { markWithdrawn } from './mark-withdrawn.ts';
import { writeZone } from './write-zone.ts';
import { overlapping, SLIVER_M2 } from './zone-neighbours.ts';

/** What became of the zones of declarations; `takeEffect` lets it have its force. */
export interface Reshaped {
  readonly ended: { readonly zoneId: Id; readonly enforced: boolean }[];
  readonly withdrawn: Id[];
  readonly written: { readonly zoneId: Id; readonly validFrom: Date; readonly gates: number }[];
}

interface Reshape {
  readonly groundId: Id;
  readonly isNew?: boolean;
  readonly parentId?: Id | null;
}

/**
 * Makes the zones of a declaration what they have to be from now on. A zone whose shape stays keeps its row and gates, and
 * gets another end if need be; one that has begun ends otherwise, one to come is withdrawn; what is missing is written.
 */
export async function reshape(
  tx: ActionTx,
  { groundId, isNew = false, parentId = null }: Reshape,
  done: Reshaped,
): Promise<void> {
  const ground = await groundOf(tx, groundId);
  const missing = await groundPieces(tx, { ground, isNew });
  for (const zone of await zonesOf(tx, groundId)) {
    const hasBegun = zone.validFrom <= tx.now;
    const index = missing.findIndex(({ from }) =>
      hasBegun ? from <= tx.now : from.getTime() === zone.validFrom.getTime(),
    );
    const piece = missing[index];
    if (piece && (await hasShape(tx, zone.id, piece))) {
      missing.splice(index, 1);
      await setZoneEnd(tx, { zoneId: zone.id, before: zone.validTo, at: piece.to });
    } else if (hasBegun) {
      // A zone has a span: one that begins at this very instant could only be unmade.
      if (zone.validFrom >= tx.now) throw overlapping({ ...zone, name: ground.name });
      await setZoneEnd(tx, { zoneId: zone.id, before: zone.validTo, at: tx.now });
      done.ended.push({ zoneId: zone.id, enforced: zone.enforced });
    } else {
      await markWithdrawn(tx, { zoneId: zone.id, validFrom: zone.validFrom });
      done.withdrawn.push(zone.id);
    }
  }
  for (const { from: validFrom, to: validTo, shapeHex } of missing) {
    const { cityId, name, class: zoneClass } = ground;
    const zone = { cityId, name, class: zoneClass, declared: shapeOf(shapeHex), groundId, parentId };
    const { zoneId, gates } = await writeZone(tx, { ...zone, validFrom, validTo });
    done.written.push({ zoneId, validFrom, gates });
  }
}

async function groundOf(tx: ActionTx, groundId: Id): Promise<Ground> {
  const [ground] = await tx.db.select().from(zoneGrounds).where(eq(zoneGrounds.id, groundId));
  if (!ground) throw new InvariantError(`ground ${groundId} is not there`);
  return ground;
}

interface Zone {
  readonly id: Id;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly enforced: boolean;
}

/** Zones of the declaration that have not ended. */
async function zonesOf(tx: ActionTx, groundId: Id): Promise<Zone[]> {
  const found = await rows<{ id: Id; validFrom: string; validTo: string | null; enforced: boolean }>(
    tx.db,
    sql`
      select id, to_json(valid_from) as "validFrom", to_json(valid_to) as "validTo", law_version_from is not null as enforced
      from zones where ground_id = ${groundId} and withdrawn_at is null
        and (valid_to is null or valid_to > ${tx.now.toISOString()}::timestamptz)
      order by valid_from, id for update`,
  );
  return found.map((row) => ({
    ...row,
    validFrom: new Date(row.validFrom),
    validTo: row.validTo ? new Date(row.validTo) : null,
  }));
}

async function hasShape(tx: ActionTx, zoneId: Id, { shapeHex }: Piece): Promise<boolean> {
  const [row] = await rows<{ same: boolean }>(
    tx.db,
    sql`select ST_Area(ST_SymDifference(declared, ${shapeHex}::geometry)::geography) <= ${SLIVER_M2} as same
        from zones where id = ${zoneId}`,
  );
  return row?.same === true;
}

function shapeOf(hex: string) {
  const geometry = fromEwkbHex(hex);
  if (geometry?.type !== 'MultiPolygon') throw new InvariantError('the piece of a ground is no MultiPolygon');
  return geometry.coordinates;
}
