import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { legPurposes, legStates, placeKinds, profiles, travellerClasses } from '../rules/vocabulary.ts';
import { cities } from './cities.ts';
import { lineString, point } from './columns/geometry.ts';
import { instant } from './columns/instant.ts';
import { oneOf } from './columns/state.ts';
import { routes, stops, trips } from './routes.ts';
import { zones } from './zones.ts';

/**
 * One drive between two places. `line` is the planned way; `drivenLine` is made of the positions that the traveller
 * reported. A leg is cut at every change of law: the piece after the cut names the piece before it in `continuesId`.
 */
export const legs = pgTable(
  'legs',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    routeId: uuid()
      .notNull()
      .references(() => routes.id),
    tripId: uuid()
      .notNull()
      .references(() => trips.id),
    seq: integer().notNull(),
    travellerClass: text({ enum: travellerClasses }).notNull(),
    profile: text({ enum: profiles }).notNull(),
    fromKind: text({ enum: placeKinds }).notNull(),
    fromId: uuid().notNull(),
    toKind: text({ enum: placeKinds }).notNull(),
    toId: uuid().notNull(),
    /** The stop at the end of the leg, if it is one. */
    stopId: uuid().references(() => stops.id),
    purpose: text({ enum: legPurposes }).notNull(),
    /** The zone in which the leg serves, or which a leave leg leaves. */
    zoneId: uuid().references(() => zones.id),
    status: text({ enum: legStates }).notNull(),
    line: lineString().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    lawVersion: integer().notNull(),
    departedAt: instant(),
    arrivedAt: instant(),
    drivenLine: lineString(),
    continuesId: uuid().references((): AnyPgColumn => legs.id),
  },
  (t) => [
    index('legs_city_status').on(t.cityId, t.status),
    unique('legs_route_seq').on(t.routeId, t.seq),
    index('legs_trip').on(t.tripId),
    index('legs_stop').on(t.stopId),
    index('legs_zone').on(t.zoneId),
    index('legs_continues').on(t.continuesId),
    index('legs_line').using('gist', t.line),
    oneOf('legs_status', t.status, legStates),
    oneOf('legs_purpose', t.purpose, legPurposes),
    check(
      'legs_driven',
      sql`${t.status} <> 'driven' or (${t.drivenLine} is not null and ${t.departedAt} is not null and ${t.arrivedAt} is not null)`,
    ),
  ],
);

/** Where a traveller was: append-only, in order within its leg. */
export const positions = pgTable(
  'positions',
  {
    legId: uuid()
      .notNull()
      .references(() => legs.id),
    seq: integer().notNull(),
    at: instant().notNull(),
    lng: doublePrecision().notNull(),
    lat: doublePrecision().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.legId, t.seq] }),
    check('positions_world', sql`${t.lng} between -180 and 180 and ${t.lat} between -90 and 90`),
  ],
);

/** A traveller whom a newly forced zone found inside it; he may leave it once. */
export const caughtInside = pgTable(
  'caught_inside',
  {
    zoneId: uuid()
      .notNull()
      .references(() => zones.id),
    routeId: uuid()
      .notNull()
      .references(() => routes.id),
    at: instant().notNull(),
    point: point().notNull(),
  },
  (t) => [primaryKey({ columns: [t.zoneId, t.routeId] }), index('caught_inside_route').on(t.routeId)],
);
