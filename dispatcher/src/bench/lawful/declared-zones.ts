import { declareZone } from '@baogong/drizzle/actions/zones/declare';
import { liftZone } from '@baogong/drizzle/actions/zones/lift';
import { type ActionTx, withTransaction } from '@baogong/drizzle/database/transaction';
import { lawVersionOf } from '@baogong/drizzle/queries/law/law-version';
import { zonesBetween } from '@baogong/drizzle/queries/zones/zones-between';
import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';
import type { Id } from '@baogong/drizzle/rules/ids';
import { Refusal } from '@baogong/drizzle/rules/refusal';
import type { LawCity } from './law-city.ts';
import type { ZoneBook, ZonesInForce } from './zone-book.ts';

/** Zones that a commander declares and lifts in a database; partial overlaps are cut there, as everywhere. */
export interface DeclaredZones extends ZoneBook {
  /** Declares a sealed zone; nothing where the ground is refused, such as that of another zone. */
  declare(polygon: MultiPolygonCoordinates): Promise<Id | undefined>;
  /** False where the zone is no more: one that gets ground back from a neighbour ends, and another begins in its place. */
  lift(zoneId: Id): Promise<boolean>;
}

export function declaredZones({ database, clock, cityId, commander }: LawCity): DeclaredZones {
  const zones: MultiPolygonCoordinates[] = [];
  const numberOf = new Map<Id, number>();
  let last: ZonesInForce = { lawVersion: 0, inForce: [] };
  const acting = <T>(run: (tx: ActionTx) => Promise<T>) =>
    withTransaction(database, { actor: commander, purpose: 'bench', clock }, run);

  return {
    zones,
    look: () =>
      database.read(async (db) => {
        const lawVersion = await lawVersionOf(db, cityId);
        if (lawVersion === last.lawVersion) return last;
        const now = await clock.now(db);
        // A zone that began in this very millisecond counts.
        const found = await zonesBetween(db, { cityId, from: now, to: new Date(now.getTime() + 1) });
        last = { lawVersion, inForce: found.map(({ id, declared }) => known(id, declared)) };
        return last;
      }),
    async declare(polygon) {
      // Only whole simple rings are drawn here.
      const coordinates = (polygon[0] ?? []).map((ring) => ring.map(([lng, lat]): [number, number] => [lng, lat]));
      const geometry = { type: 'Polygon' as const, coordinates };
      const declared = await unlessRefused(() =>
        acting((tx) => declareZone(tx, { name: '区', class: 'sealed', geometry })),
      );
      return declared?.zoneId;
    },
    lift: async (zoneId) => (await unlessRefused(() => acting((tx) => liftZone(tx, { zoneId })))) !== undefined,
  };

  function known(id: Id, declared: MultiPolygonCoordinates): number {
    const number = numberOf.get(id) ?? zones.push(declared) - 1;
    numberOf.set(id, number);
    return number;
  }
}

async function unlessRefused<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
