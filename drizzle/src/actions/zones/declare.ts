import { eq } from 'drizzle-orm';
import { record } from '../../database/record.ts';
import type { ActionTx } from '../../database/transaction.ts';
import { appendEvent } from '../../events/outbox.ts';
import type { LngLat } from '../../rules/geo.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import { orThrow } from '../../rules/verdict.ts';
import type { ZoneClass } from '../../rules/vocabulary.ts';
import { type ZoneGeometry, zoneShapeVerdict } from '../../rules/zone-shape.ts';
import { cities } from '../../schema/cities.ts';
import { requireAccount } from '../identity/require-account.ts';
import { requireRole } from '../identity/require-role.ts';
import type { TouchedRoute } from '../law/judge-unfinished.ts';
import { cutOverlaps } from './cut-overlaps.ts';
import { enforceZone } from './enforce.ts';
import { requireCommand } from './require-command.ts';
import { requireInCity } from './require-in-city.ts';
import { writeZone } from './write-zone.ts';
import { recordCuts } from './zone-cuts.ts';

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
  const bounds = await lockedBounds(tx, cityId);
  const shape = orThrow(zoneShapeVerdict(input.geometry, centreOf(bounds)));
  await requireInCity(tx, { ground: shape, bounds });
  await requireCommand(tx, { cityId, ground: shape });

  const { declared, parentId, cuts } = await cutOverlaps(tx, { cityId, zoneClass: input.class, shape, ...span });
  const { zoneId, gates } = await writeZone(tx, {
    cityId,
    name: input.name,
    class: input.class,
    declared,
    parentId,
    ...span,
  });
  if (span.validFrom > tx.now) await recordCuts(tx, { forZoneId: zoneId, cuts });
  const touched: TouchedRoute[] = [];
  for (const written of [zoneId, ...cuts.flatMap(({ restId }) => restId ?? [])]) {
    await appendEvent(tx, { name: 'zone.declared.v1', cityId, payload: { zoneId: written } });
    if (span.validFrom <= tx.now) touched.push(...(await enforceZone(tx, { cityId, zoneId: written })));
  }
  await record(tx, {
    action: 'zones/declare',
    cityId,
    subject: { kind: 'zone', id: zoneId },
    facts: { class: input.class, gates, touched: touched.length },
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

/** The city's bounds. The row lock lets zones be declared one after another, so that none overlaps one it cannot see. */
async function lockedBounds(tx: ActionTx, cityId: Id): Promise<Bounds> {
  const [city] = await tx.db
    .select({ bounds: cities.bounds })
    .from(cities)
    .where(eq(cities.id, cityId))
    .for('no key update');
  if (!city) throw new Refusal('notFound', { cityId });
  return city.bounds;
}

function centreOf([west, south, east, north]: Bounds): LngLat {
  return [(west + east) / 2, (south + north) / 2];
}
