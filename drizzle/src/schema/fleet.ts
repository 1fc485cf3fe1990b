import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { profiles, travellerClasses, vehicleKinds } from '../rules/vocabulary.ts';
import { accounts } from './accounts.ts';
import { cities } from './cities.ts';
import { point } from './columns/geometry.ts';
import { instant } from './columns/instant.ts';
import { oneOf } from './columns/state.ts';
import { jurisdictions } from './jurisdictions.ts';
import { people } from './people.ts';
import { riderBases, warehouses } from './warehouses.ts';

/** A van or light truck, manned or autonomous. `lastPoint` is where it was last seen. */
export const vehicles = pgTable(
  'vehicles',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    code: text().notNull(),
    kind: text({ enum: vehicleKinds }).notNull(),
    travellerClass: text({ enum: travellerClasses }).notNull(),
    profile: text({ enum: profiles }).notNull(),
    homeWarehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    capacityGrams: integer().notNull(),
    capacityMillilitres: integer().notNull(),
    capacityBoxes: integer().notNull(),
    lastPoint: point(),
    lastSeenAt: instant(),
  },
  (t) => [
    unique('vehicles_city_code').on(t.cityId, t.code),
    index('vehicles_home').on(t.homeWarehouseId),
    oneOf('vehicles_kind', t.kind, vehicleKinds),
    check('vehicles_class', sql`${t.travellerClass} in ('mannedVehicle', 'autonomousVehicle')`),
  ],
);

/** Any person who moves boxes: driver of a manned vehicle, outside rider, inside carrier. */
export const riders = pgTable(
  'riders',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    travellerClass: text({ enum: travellerClasses }).notNull(),
    profile: text({ enum: profiles }).notNull(),
    baseId: uuid().references(() => riderBases.id),
    homeBuildingId: uuid().references(() => jurisdictions.id),
    vehicleId: uuid().references(() => vehicles.id),
    capacityGrams: integer().notNull(),
    capacityMillilitres: integer().notNull(),
    capacityBoxes: integer().notNull(),
    lastPoint: point(),
    lastSeenAt: instant(),
  },
  (t) => [
    index('riders_city').on(t.cityId),
    index('riders_person').on(t.personId),
    index('riders_account').on(t.accountId),
    index('riders_base').on(t.baseId),
    index('riders_home').on(t.homeBuildingId),
    index('riders_vehicle').on(t.vehicleId),
    check('riders_class', sql`${t.travellerClass} in ('mannedVehicle', 'outsideRider', 'insideCarrier')`),
    check('riders_start', sql`num_nonnulls(${t.baseId}, ${t.homeBuildingId}, ${t.vehicleId}) >= 1`),
  ],
);

/** A span `[fromAt, toAt)` in which a rider or an autonomous vehicle works. */
export const shifts = pgTable(
  'shifts',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    riderId: uuid().references(() => riders.id),
    vehicleId: uuid().references(() => vehicles.id),
    fromAt: instant().notNull(),
    toAt: instant().notNull(),
  },
  (t) => [
    index('shifts_city').on(t.cityId, t.fromAt),
    index('shifts_rider').on(t.riderId, t.fromAt),
    index('shifts_vehicle').on(t.vehicleId, t.fromAt),
    check('shifts_whose', sql`num_nonnulls(${t.riderId}, ${t.vehicleId}) = 1`),
    check('shifts_span', sql`${t.fromAt} < ${t.toAt}`),
  ],
);
