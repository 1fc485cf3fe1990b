import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import type { LngLat } from '../../rules/geo.ts';
import { type Id, newId } from '../../rules/ids.ts';
import { InvariantError, Refusal } from '../../rules/refusal.ts';
import { orThrow } from '../../rules/verdict.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { type ZoneGeometry, zoneShapeVerdict } from '../../rules/zone-shape.ts';
import type { cities } from '../../schema/cities.ts';
import { zoneGrounds } from '../../schema/zones.ts';
import { requireAccount } from '../identity/require-account.ts';
import { requireRole } from '../identity/require-role.ts';
import type { TouchedRoute } from '../law/judge-unfinished.ts';
import { lockedCity } from './locked-city.ts';
import { requireCommand } from './require-command.ts';
import { requireInCity } from './require-in-city.ts';
import { reshapeAround } from './reshape-around.ts';
import { adoptZones } from './zone-grounds.ts';
import { zoneAround } from './zone-neighbours.ts';

export interface DeclareZone {
  readonly name: string;
  readonly class: ZoneClass;
  readonly geometry: ZoneGeometry;
  /** Now, unless it is recorded for later. */
  readonly validFrom?: Date | undefined;
  readonly validTo?: Date | undefined;
}

type Bounds = (typeof cities.$inferSelect)['bounds'];

/** Declares a zone with its gates; if it is in force at once, every unfinished leg is judged under the new law. */
export async function declareZone(
  tx: ActionTx,
  input: DeclareZone,
): Promise<{ zoneId: Id; touched: readonly TouchedRoute[] }> {
  const { cityId } = requireAccount(tx.actor);
  await requireRole(tx, ['commander', 'administrator']);
  const span = spanOf(tx, input);
  const { bounds } = await lockedCity(tx, cityId);
  const shape = orThrow(zoneShapeVerdict(input.geometry, centreOf(bounds)));
  await requireInCity(tx, { ground: shape, bounds });
  await requireCommand(tx, { cityId, ground: shape });

  await adoptZones(tx, cityId);
  const parentId = await zoneAround(tx, { cityId, zoneClass: input.class, shape, ...span });
  const { name, class: zoneClass } = input;
  const groundId = newId();
  await tx.db
    .insert(zoneGrounds)
    .values({ id: groundId, cityId, name, class: zoneClass, ground: shape, ...span, recordedAt: tx.now });
  const { written, touched } = await reshapeAround(tx, { cityId, groundId, parentId, isNew: true });
  const [zone] = written;
  if (!zone) throw new InvariantError('a new zone has a piece or is refused');
  const { zoneId, gates } = zone;
  await record(tx, {
    action: 'zones/declare',
    cityId,
    subject: { kind: 'zone', id: zoneId },
    facts: { class: zoneClass, gates, touched: touched.length },
  });
  return { zoneId, touched };
}

function spanOf(tx: ActionTx, input: DeclareZone): { validFrom: Date; validTo: Date | null } {
  const validFrom = input.validFrom ?? tx.now;
  const validTo = input.validTo ?? null;
  if (validFrom < tx.now) {
    const accepted = `${tx.now.toISOString()} or later`;
    throw new Refusal('zoneInPast', { field: 'validFrom', value: validFrom.toISOString(), accepted });
  }
  if (validTo && validTo <= validFrom) {
    const accepted = `later than ${validFrom.toISOString()}`;
    throw new Refusal('invalidInput', { field: 'validTo', value: validTo.toISOString(), accepted });
  }
  return { validFrom, validTo };
}

function centreOf([west, south, east, north]: Bounds): LngLat {
  return [(west + east) / 2, (south + north) / 2];
}
