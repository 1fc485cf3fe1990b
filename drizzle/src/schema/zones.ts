import { sql } from 'drizzle-orm';
import { type AnyPgColumn, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { zoneClasses } from '../rules/vocabulary.ts';
import { accounts } from './accounts.ts';
import { cities } from './cities.ts';
import { multiPolygon, point, validGeometry } from './columns/geometry.ts';
import { instant } from './columns/instant.ts';
import { oneOf } from './columns/state.ts';
import { jurisdictions } from './jurisdictions.ts';

/** What somebody has to think of: homes that no gate serves, or warehouses and rider bases that the zone closes in. */
export interface ZoneWarning {
  readonly code: string;
  readonly homes?: readonly string[];
  readonly places?: readonly { readonly id: string; readonly nameZh: string; readonly nameEn: string }[];
}

/**
 * What a commander declared: ground, class and span, as they were asked for. Its zones are the pieces of it that keep to the
 * law of overlaps: as long as a stricter zone lies across it, the ground is that one's, and before and after it its own.
 * Only its end may come sooner, when it is lifted or withdrawn.
 */
export const zoneGrounds = pgTable(
  'zone_grounds',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    name: text().notNull(),
    class: text({ enum: zoneClasses }).notNull(),
    ground: multiPolygon().notNull(),
    validFrom: instant().notNull(),
    validTo: instant(),
    recordedAt: instant().notNull(),
  },
  (t) => [
    index('zone_grounds_city').on(t.cityId),
    index('zone_grounds_ground').using('gist', t.ground),
    validGeometry('zone_grounds_valid', t.ground),
    oneOf('zone_grounds_class', t.class, zoneClasses),
    check('zone_grounds_span', sql`${t.validTo} is null or ${t.validFrom} <= ${t.validTo}`),
  ],
);

/**
 * A lockdown zone with valid time `[validFrom, validTo)` and recorded time. `declared` is the polygon as judged:
 * a piece of the ground as it was asked for, without what stricter zones hold of it meanwhile. Law versions are filled once, at the
 * instant a change takes force. A zone that is withdrawn before it begins has an empty span: no instant finds it in force,
 * but readers of a span have to leave it out.
 */
export const zones = pgTable(
  'zones',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    name: text().notNull(),
    class: text({ enum: zoneClasses }).notNull(),
    declared: multiPolygon().notNull(),
    /** Null in zones that were written before grounds were; the first change beside one fills it. */
    groundId: uuid().references(() => zoneGrounds.id),
    parentId: uuid().references((): AnyPgColumn => zones.id),
    validFrom: instant().notNull(),
    validTo: instant(),
    recordedAt: instant().notNull(),
    declaredBy: uuid().references(() => accounts.id),
    lawVersionFrom: integer(),
    lawVersionTo: integer(),
    withdrawnAt: instant(),
    withdrawnBy: uuid().references(() => accounts.id),
    warnings: jsonb().$type<readonly ZoneWarning[]>().notNull().default([]),
  },
  (t) => [
    index('zones_city').on(t.cityId, t.validFrom),
    index('zones_ground').on(t.groundId),
    index('zones_parent').on(t.parentId),
    index('zones_declared_by').on(t.declaredBy),
    index('zones_withdrawn_by').on(t.withdrawnBy),
    index('zones_declared').using('gist', t.declared),
    validGeometry('zones_valid', t.declared),
    oneOf('zones_class', t.class, zoneClasses),
    check(
      'zones_span',
      sql`${t.validTo} is null or ${t.validFrom} < ${t.validTo} or (${t.withdrawnAt} is not null and ${t.validFrom} = ${t.validTo})`,
    ),
    check(
      'zones_withdrawn',
      sql`${t.withdrawnAt} is null or (${t.validTo} is not null and ${t.validFrom} = ${t.validTo} and ${t.withdrawnAt} < ${t.validFrom} and ${t.lawVersionFrom} is null)`,
    ),
  ],
);

/** One row per law version of a city: when it took force and which zone's change raised it. */
export const laws = pgTable(
  'laws',
  {
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    version: integer().notNull(),
    inForceFrom: instant().notNull(),
    cause: text({ enum: ['founding', 'zoneInForce', 'zoneEnded'] }).notNull(),
    zoneId: uuid().references(() => zones.id),
  },
  (t) => [primaryKey({ columns: [t.cityId, t.version] }), index('laws_zone').on(t.zoneId)],
);

/** A place on a zone's boundary where outer travellers set boxes down: `point` outside, `innerPoint` inside. Without a zone it is only known. */
export const gates = pgTable(
  'gates',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    communityId: uuid().references(() => jurisdictions.id),
    zoneId: uuid().references(() => zones.id),
    nameZh: text().notNull(),
    point: point().notNull(),
    innerPoint: point().notNull(),
    keeperAccountId: uuid().references(() => accounts.id),
    opensAt: instant(),
    endsAt: instant(),
  },
  (t) => [
    index('gates_city').on(t.cityId),
    index('gates_community').on(t.communityId),
    index('gates_zone').on(t.zoneId),
    index('gates_keeper').on(t.keeperAccountId),
    index('gates_point').using('gist', t.point),
  ],
);

/** A building entrance inside a zone where an autonomous vehicle hands boxes to an inside carrier without meeting. */
export const relays = pgTable(
  'relays',
  {
    id: uuid().primaryKey(),
    cityId: uuid()
      .notNull()
      .references(() => cities.id),
    zoneId: uuid()
      .notNull()
      .references(() => zones.id),
    buildingId: uuid()
      .notNull()
      .references(() => jurisdictions.id),
    point: point().notNull(),
    endsAt: instant(),
  },
  (t) => [
    index('relays_city').on(t.cityId),
    index('relays_zone').on(t.zoneId),
    index('relays_building').on(t.buildingId),
  ],
);
