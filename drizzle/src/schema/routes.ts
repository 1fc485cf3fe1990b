import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  placeKinds,
  profiles,
  routeStates,
  stopFailures,
  stopModes,
  stopStates,
  travellerClasses,
} from '../rules/vocabulary.ts';
import { boxes } from './boxes.ts';
import { cities } from './cities.ts';
import { point } from './columns/geometry.ts';
import { instant } from './columns/instant.ts';
import { oneOf } from './columns/state.ts';
import { riders, vehicles } from './fleet.ts';
import { waves } from './waves.ts';
import { zones } from './zones.ts';

/** What one traveller was asked to do by one wave: trips in order. */
export const routes = pgTable(
  'routes',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    waveId: uuid()
      .notNull()
      .references(() => waves.id),
    vehicleId: uuid().references(() => vehicles.id),
    riderId: uuid().references(() => riders.id),
    travellerClass: text({ enum: travellerClasses }).notNull(),
    profile: text({ enum: profiles }).notNull(),
    state: text({ enum: routeStates }).notNull(),
    lawVersion: integer().notNull(),
    plannedAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    index('routes_city_state').on(t.cityId, t.state),
    index('routes_wave').on(t.waveId),
    index('routes_vehicle').on(t.vehicleId, t.state),
    index('routes_rider').on(t.riderId, t.state),
    oneOf('routes_state', t.state, routeStates),
    check('routes_whose', sql`num_nonnulls(${t.vehicleId}, ${t.riderId}) >= 1`),
  ],
);

/** From a source of boxes over its stops to the traveller's home. */
export const trips = pgTable(
  'trips',
  {
    id: uuid().primaryKey(),
    routeId: uuid()
      .notNull()
      .references(() => routes.id),
    seq: integer().notNull(),
    sourceKind: text({ enum: placeKinds }).notNull(),
    sourceId: uuid().notNull(),
    sourcePoint: point().notNull(),
    /** Planned departure from the source and return home. */
    departsAt: instant().notNull(),
    returnsAt: instant().notNull(),
    state: text({ enum: routeStates }).notNull(),
    departedAt: instant(),
    returnedAt: instant(),
  },
  (t) => [unique('trips_route_seq').on(t.routeId, t.seq), oneOf('trips_state', t.state, routeStates)],
);

/** One service at one place; boxes are delivered there or passed on. */
export const stops = pgTable(
  'stops',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    tripId: uuid()
      .notNull()
      .references(() => trips.id),
    seq: integer().notNull(),
    mode: text({ enum: stopModes }).notNull(),
    placeKind: text({ enum: placeKinds }).notNull(),
    placeId: uuid().notNull(),
    point: point().notNull(),
    servesZoneId: uuid().references(() => zones.id),
    /** Planned arrival and departure. */
    arrivesAt: instant().notNull(),
    departsAt: instant().notNull(),
    arrivedAt: instant(),
    doneAt: instant(),
    state: text({ enum: stopStates }).notNull(),
    failure: text({ enum: stopFailures }),
  },
  (t) => [
    unique('stops_trip_seq').on(t.tripId, t.seq),
    index('stops_city_state').on(t.cityId, t.state),
    index('stops_place').on(t.placeKind, t.placeId),
    index('stops_zone').on(t.servesZoneId),
    oneOf('stops_state', t.state, stopStates),
    oneOf('stops_mode', t.mode, stopModes),
    check('stops_failure', sql`(${t.state} = 'failed') = (${t.failure} is not null)`),
  ],
);

/** Which boxes a stop serves. At most one stop of a box is active at any time. */
export const stopBoxes = pgTable(
  'stop_boxes',
  {
    stopId: uuid()
      .notNull()
      .references((): AnyPgColumn => stops.id),
    boxId: uuid()
      .notNull()
      .references((): AnyPgColumn => boxes.id),
    active: boolean().notNull(),
    outcome: text({ enum: ['delivered', 'handedOver', 'failed', 'superseded'] }),
  },
  (t) => [
    primaryKey({ columns: [t.stopId, t.boxId] }),
    index('stop_boxes_box').on(t.boxId),
    uniqueIndex('stop_boxes_one_active').on(t.boxId).where(sql`${t.active}`),
  ],
);
