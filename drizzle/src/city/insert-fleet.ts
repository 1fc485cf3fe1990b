import { sql } from 'drizzle-orm';
import type { ActionTx } from '../database/transaction.ts';
import type { Id } from '../rules/ids.ts';
import type { CityRows } from './folder.ts';
import { inChunks } from './insert-people.ts';

/** Vehicles, and the people who move boxes. */
export async function insertFleet(tx: ActionTx, cityId: Id, rows: CityRows): Promise<void> {
  await inChunks(
    tx,
    rows.vehicles,
    (chunk) => sql`
    insert into vehicles (id, city_id, code, kind, traveller_class, profile, home_warehouse_id, capacity_grams,
      capacity_millilitres, capacity_boxes)
    select id, ${cityId}::uuid, code, kind, "travellerClass", profile, "homeWarehouseId", "capacityGrams",
      "capacityMillilitres", "capacityBoxes"
    from ${chunk} as r(id uuid, code text, kind text, "travellerClass" text, profile text, "homeWarehouseId" uuid,
      "capacityGrams" int, "capacityMillilitres" int, "capacityBoxes" int)`,
  );
  await inChunks(
    tx,
    rows.riders,
    (chunk) => sql`
    insert into riders (id, city_id, person_id, account_id, traveller_class, profile, base_id, home_building_id, vehicle_id,
      capacity_grams, capacity_millilitres, capacity_boxes)
    select id, ${cityId}::uuid, "personId", "accountId", "travellerClass", profile, "baseId", "homeBuildingId", "vehicleId",
      "capacityGrams", "capacityMillilitres", "capacityBoxes"
    from ${chunk} as r(id uuid, "personId" uuid, "accountId" uuid, "travellerClass" text, profile text, "baseId" uuid,
      "homeBuildingId" uuid, "vehicleId" uuid, "capacityGrams" int, "capacityMillilitres" int, "capacityBoxes" int)`,
  );
}
