import { eq, sql } from 'drizzle-orm';
import type { ActionTx } from '../../database/transaction.ts';
import type { Custodian } from '../../rules/custodian.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { Role } from '../../rules/vocabulary.ts';
import { dropPoints } from '../../schema/drop-points.ts';
import { gates } from '../../schema/zones.ts';
import { covers } from '../identity/require-role.ts';

/** Where boxes lie for their households to collect. */
export type PickupAt = { readonly dropPointId: Id } | { readonly gateId: Id };

export interface PickupPlace {
  readonly cityId: Id;
  readonly custodian: Custodian;
  /** The actor hands out here; otherwise he may fetch only what is his own household's. */
  readonly servesAll: boolean;
}

interface Kept {
  readonly cityId: Id;
  readonly path: string | null;
  readonly keeperAccountId: Id | null;
}

/** The leader of a drop point and the keeper of a gate hand boxes out there; a resident comes for the own household's. */
export async function requirePickupPlace(tx: ActionTx, at: PickupAt): Promise<PickupPlace> {
  const { actor } = tx;
  const custodian: Custodian =
    'gateId' in at ? { kind: 'gate', id: at.gateId } : { kind: 'dropPoint', id: at.dropPointId };
  const keptBy: Role = 'gateId' in at ? 'gateKeeper' : 'groupLeader';
  const [place] = await ('gateId' in at ? gate(tx, at.gateId) : dropPoint(tx, at.dropPointId));
  if (!place || (actor.kind === 'account' && actor.cityId !== place.cityId)) throw new Refusal('notFound', { ...at });

  const { cityId, path, keeperAccountId } = place;
  if (actor.kind === 'system' || keeperAccountId === actor.id) return { cityId, custodian, servesAll: true };
  const servesAll = actor.grants.some((grant) => grant.role === keptBy && path !== null && covers(grant.path, path));
  if (servesAll || actor.grants.some(({ role }) => role === 'resident')) return { cityId, custodian, servesAll };
  throw new Refusal('forbidden', { accepted: [keptBy, 'resident'] });
}

function dropPoint(tx: ActionTx, id: Id): Promise<Kept[]> {
  return tx.db
    .select({
      cityId: dropPoints.cityId,
      path: pathOf(sql`${dropPoints.communityId}`),
      keeperAccountId: dropPoints.leaderAccountId,
    })
    .from(dropPoints)
    .where(eq(dropPoints.id, id));
}

/** Boxes that were delivered at a gate are handed out there also after its zone has ended. */
function gate(tx: ActionTx, id: Id): Promise<Kept[]> {
  return tx.db
    .select({
      cityId: gates.cityId,
      path: pathOf(sql`${gates.communityId}`),
      keeperAccountId: gates.keeperAccountId,
    })
    .from(gates)
    .where(eq(gates.id, id));
}

function pathOf(jurisdictionId: ReturnType<typeof sql>) {
  return sql<string | null>`(select path::text from jurisdictions j where j.id = ${jurisdictionId})`;
}
