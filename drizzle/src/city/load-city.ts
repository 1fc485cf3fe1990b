import { eq } from 'drizzle-orm';
import { writeEntries } from '../actions/ledger/write-entries.ts';
import { record } from '../database/record.ts';
import type { ActionTx } from '../database/transaction.ts';
import { type CivilDay, startOfDay } from '../rules/civil-day.ts';
import { derivedId } from '../rules/derived-id.ts';
import type { Id } from '../rules/ids.ts';
import { firstPolicy } from '../rules/policy.ts';
import { cities } from '../schema/cities.ts';
import { policies } from '../schema/policies.ts';
import { laws } from '../schema/zones.ts';
import { CityInputError } from './city-input-error.ts';
import { insertFleet } from './insert-fleet.ts';
import { insertGoods } from './insert-goods.ts';
import { insertPeople } from './insert-people.ts';
import { insertPlaces } from './insert-places.ts';
import { openDays } from './open-days.ts';
import { type CityFolder, namespaceOf } from './read-folder.ts';

export interface LoadCityInput {
  /** Read it before the transaction: `readFolder(path)`. */
  readonly city: CityFolder;
  /** The civil days, ascending, that get shifts and health tests; the first one is the day the city opens. */
  readonly days: readonly [CivilDay, ...CivilDay[]];
}

export interface LoadedCity {
  readonly cityId: Id;
  /** False when the very same city was there already; then nothing but missing days was added. */
  readonly loaded: boolean;
}

/**
 * The one way from a city folder into a database. Opening stock is received through the ledger, so that balances equal
 * it. The same folder may be loaded again; another one under the same name is refused.
 */
export async function loadCity(tx: ActionTx, { city, days }: LoadCityInput): Promise<LoadedCity> {
  const { manifest, folderHash, rows } = city;
  const cityId = derivedId(namespaceOf(city), 'cities', 0);
  const [known] = await tx.db.select().from(cities).where(eq(cities.slug, manifest.name));
  if (known) {
    requireSame(city, known.folderHash);
    await openDays(tx, { city, cityId: known.id, days });
    return { cityId: known.id, loaded: false };
  }

  await found(tx, city, cityId, startOfDay(days[0], manifest.timeZone));
  await insertPeople(tx, cityId, rows);
  await insertPlaces(tx, cityId, rows);
  await insertGoods(tx, cityId, rows);
  await insertFleet(tx, cityId, rows);
  await writeEntries(tx, openingStock(city, cityId));
  await openDays(tx, { city, cityId, days });
  await record(tx, {
    action: 'city/load',
    cityId,
    subject: { kind: 'city', id: cityId },
    facts: { slug: manifest.name, folderHash, days },
  });
  return { cityId, loaded: true };
}

async function found(tx: ActionTx, city: CityFolder, cityId: Id, openingAt: Date): Promise<void> {
  const { manifest, folderHash } = city;
  const { name, nameZh, nameEn, timeZone, bounds } = manifest;
  const from = openingAt < tx.now ? openingAt : tx.now;
  await tx.db.insert(cities).values({ id: cityId, slug: name, nameZh, nameEn, timeZone, folderHash, bounds });
  const policyId = derivedId(namespaceOf(city), 'policies', 0);
  await tx.db.insert(policies).values({ id: policyId, cityId, version: 1, validFrom: from, body: firstPolicy });
  await tx.db.insert(laws).values({ cityId, version: 1, inForceFrom: from, cause: 'founding' });
}

function openingStock(city: CityFolder, cityId: Id) {
  const namespace = namespaceOf(city);
  return city.rows.balances
    .filter(({ onHand }) => onHand > 0)
    .map(({ skuId, warehouseId, onHand }, index) => ({
      id: derivedId(namespace, 'openingStock', index),
      cityId,
      kind: 'receive' as const,
      skuId,
      warehouseId,
      quantity: onHand,
    }));
}

function requireSame({ manifest, folderHash }: CityFolder, knownHash: string): void {
  if (knownHash === folderHash) return;
  throw new CityInputError({
    field: manifest.name,
    value: folderHash,
    problem: 'the database holds another city of this name',
    accepted: `the folder with hash ${knownHash}, or a city under another name`,
  });
}
