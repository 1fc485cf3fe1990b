import { type Column, sql } from 'drizzle-orm';
import { check, customType } from 'drizzle-orm/pg-core';
import type { LngLat, MultiPolygonCoordinates } from '../../rules/geo.ts';
import { fromEwkbHex, type Geometry, toEwkbHex } from './ewkb.ts';

// Drizzle's own geometry column drops the SRID, so that any datum could be stored; ours carry it in the SQL type.

/** WGS-84 position, longitude first. */
export const point = customType<{ data: LngLat; driverData: unknown }>({
  dataType: () => 'geometry(Point,4326)',
  toDriver: (coordinates) => toEwkbHex({ type: 'Point', coordinates }),
  fromDriver: (value) => shaped(value, 'Point').coordinates,
});

/** A line of at least two positions. */
export const lineString = customType<{ data: readonly LngLat[]; driverData: unknown }>({
  dataType: () => 'geometry(LineString,4326)',
  toDriver: (coordinates) => toEwkbHex({ type: 'LineString', coordinates }),
  fromDriver: (value) => shaped(value, 'LineString').coordinates,
});

export const multiPolygon = customType<{ data: MultiPolygonCoordinates; driverData: unknown }>({
  dataType: () => 'geometry(MultiPolygon,4326)',
  toDriver: (coordinates) => toEwkbHex({ type: 'MultiPolygon', coordinates }),
  fromDriver: (value) => shaped(value, 'MultiPolygon').coordinates,
});

/** The CHECK that every geometry column carries: `validGeometry('zones_area_valid', table.area)`. */
export function validGeometry(name: string, column: Column) {
  return check(name, sql`ST_IsValid(${column})`);
}

function shaped<T extends Geometry['type']>(value: unknown, type: T): Extract<Geometry, { type: T }> {
  // Inside JSON (relational queries, json_agg) PostGIS writes GeoJSON itself; everywhere else it is EWKB text.
  const geometry = typeof value === 'string' && !value.startsWith('{') ? fromEwkbHex(value) : parsed(value);
  if (!isShape(geometry, type)) throw new TypeError(`geometry of type ${geometry.type}: ${type} expected`);
  return geometry;
}

function parsed(value: unknown): Geometry {
  return (typeof value === 'string' ? JSON.parse(value) : value) as Geometry;
}

function isShape<T extends Geometry['type']>(geometry: Geometry, type: T): geometry is Extract<Geometry, { type: T }> {
  return geometry.type === type;
}
