import type { ActionTx } from '../../database/transaction.ts';
import { siteGates } from '../../rules/gates.ts';
import type { MultiPolygonCoordinates } from '../../rules/geo.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { siteRelays } from '../../rules/relays.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { zones } from '../../schema/zones.ts';
import { giveGates } from './give-gates.ts';
import { giveRelays } from './give-relays.ts';
import { placesClosedIn } from './places-closed-in.ts';
import { zoneSurroundings } from './zone-surroundings.ts';

export interface NewZone {
  readonly cityId: Id;
  readonly name: string;
  readonly class: ZoneClass;
  readonly declared: MultiPolygonCoordinates;
  readonly parentId: Id | null;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  /** The declaration that it is a piece of. */
  readonly groundId?: Id;
}

/** Writes a zone with its gates, its relays where it is sealed, and the warnings about homes that none can serve and places that it closes in, in one piece: zone rows never change. */
export async function writeZone(tx: ActionTx, zone: NewZone): Promise<{ zoneId: Id; gates: number }> {
  const zoneId = newId();
  const crossedFreely = zone.class === 'precaution';
  const around = crossedFreely ? null : await zoneSurroundings(tx, zone);
  const sited = around ? siteGates(around) : { gates: [], warnings: [] };
  await tx.db.insert(zones).values({
    ...zone,
    id: zoneId,
    recordedAt: tx.now,
    declaredBy: tx.actor.kind === 'account' ? tx.actor.id : null,
    warnings: crossedFreely ? [] : [...sited.warnings, ...(await placesClosedIn(tx, zone))],
  });
  await giveGates(tx, { ...zone, zoneId }, sited.gates);
  if (around && zone.class === 'sealed') await giveRelays(tx, { ...zone, zoneId }, siteRelays(around));
  return { zoneId, gates: sited.gates.length };
}
