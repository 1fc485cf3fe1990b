import { eq } from 'drizzle-orm';
import type { Database } from '../database/port.ts';
import { type Id, newId } from '../rules/ids.ts';
import { accounts } from '../schema/accounts.ts';
import { cities } from '../schema/cities.ts';
import { riders, vehicles } from '../schema/fleet.ts';
import { healthFacts } from '../schema/health-facts.ts';
import { gates, laws, zones } from '../schema/zones.ts';
import { at, SMALL_CITY_DAY, type SmallCity } from './small-city.ts';

/** The instant at which clocks in UTC show `HH:MM` on the day. */
export function clock(time: string): Date {
  return new Date(`${SMALL_CITY_DAY}T${time}:00Z`);
}

export interface Ground {
  readonly city: SmallCity;
  readonly zoneId: Id;
  readonly gateId: Id;
  readonly driverId: Id;
  readonly carrierId: Id;
  readonly vehicleId: Id;
}

/** A sealed zone around the third house with its gate; a manned van with a driver, an inside carrier at home in the zone. */
export async function insertTravellers(database: Database, ground: Ground): Promise<void> {
  const { city, zoneId, gateId, vehicleId, driverId, carrierId } = ground;
  const cityId = city.id;
  const capacity = { capacityGrams: 500_000, capacityMillilitres: 2_000_000, capacityBoxes: 50 };
  const ring = [at(1.6, -0.5), at(2.6, -0.5), at(2.6, 0.5), at(1.6, 0.5), at(1.6, -0.5)];
  await database.transaction(async (tx) => {
    await tx.update(cities).set({ lawVersion: 2 }).where(eq(cities.id, cityId));
    await tx.insert(zones).values({
      id: zoneId,
      cityId,
      name: '封控一',
      class: 'sealed',
      declared: [[ring]],
      validFrom: clock('03:00'),
      recordedAt: clock('03:00'),
      lawVersionFrom: 2,
    });
    await tx.insert(laws).values([
      { cityId, version: 1, inForceFrom: clock('00:00'), cause: 'founding' },
      { cityId, version: 2, inForceFrom: clock('03:00'), cause: 'zoneInForce', zoneId },
    ]);
    await tx.insert(gates).values({
      id: gateId,
      cityId,
      zoneId,
      nameZh: '西门',
      point: at(1.5),
      innerPoint: at(1.7),
      opensAt: clock('03:00'),
    });
    await tx.insert(vehicles).values({
      id: vehicleId,
      cityId,
      code: 'M1',
      kind: 'mannedVan',
      travellerClass: 'mannedVehicle',
      profile: 'car',
      homeWarehouseId: city.near,
      ...capacity,
    });
    const accountId = city.accountIds[1] ?? '';
    const [account] = await tx.select({ personId: accounts.personId }).from(accounts).where(eq(accounts.id, accountId));
    const personId = account?.personId ?? '';
    await tx.insert(riders).values([
      {
        id: driverId,
        cityId,
        personId,
        accountId,
        travellerClass: 'mannedVehicle',
        profile: 'car',
        vehicleId,
        ...capacity,
      },
      {
        id: carrierId,
        cityId,
        personId,
        accountId,
        travellerClass: 'insideCarrier',
        profile: 'foot',
        homeBuildingId: city.buildingIds[2],
        ...capacity,
      },
    ]);
    await tx.insert(healthFacts).values(
      [driverId, carrierId].flatMap((riderId) => [
        {
          id: newId(),
          cityId,
          riderId,
          kind: 'code' as const,
          colour: 'green' as const,
          validFrom: clock('00:00'),
          validTo: null,
          recordedAt: clock('00:10'),
        },
        { id: newId(), cityId, riderId, kind: 'test' as const, validFrom: clock('00:00'), recordedAt: clock('00:10') },
      ]),
    );
  });
}
