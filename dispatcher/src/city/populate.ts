import type { CityRows } from '@baogong/drizzle/city/folder';
import type { CityPlan } from './city-plan.ts';
import { openRegistry } from './registry.ts';
import { settleFleet } from './settle-fleet.ts';
import { settleHouseholds, settleStaff } from './settle-people.ts';
import { settleStock } from './settle-stock.ts';
import { settleTerritory } from './settle-territory.ts';
import { streetRows } from './street-rows.ts';

/** Every row of a planned city; equal plans give equal rows. Staff come first, so that their phone numbers are small. */
export function populate(plan: CityPlan): CityRows {
  const registry = openRegistry(plan.name, plan.seed);
  const territory = settleTerritory(plan, registry);
  settleStaff(territory, registry);
  const warehouses = settleStock(plan, territory, registry);
  settleFleet(plan, territory, warehouses, registry);
  settleHouseholds(plan.householdCount, territory, registry);
  return { ...registry.rows, streets: streetRows(plan.network) };
}
