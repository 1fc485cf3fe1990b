import { declareZone } from '../actions/zones/declare.ts';
import { liftZone } from '../actions/zones/lift.ts';
import { withdrawZone } from '../actions/zones/withdraw.ts';
import type { Database } from '../database/port.ts';
import type { Ring } from '../rules/geo.ts';
import type { Id } from '../rules/ids.ts';
import type { ZoneClass } from '../rules/vocabulary.ts';
import { actingAs, at } from './small-city.ts';
import type { WorkingCity } from './working-city.ts';

/** A rectangle on the street of houses, in steps of houses: from west to east, three steps deep unless told. */
export function ground(west: number, east: number, south = -1.5, north = 1.5): Ring {
  return [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)];
}

interface Declared {
  readonly city: WorkingCity;
  readonly ring: Ring;
  readonly zoneClass?: ZoneClass;
  readonly now: Date;
  readonly validFrom?: Date;
  readonly validTo?: Date;
}

/** The commander declares a zone, sealed unless told. */
export function declared(database: Database, { city, ring, zoneClass = 'sealed', now, validFrom, validTo }: Declared) {
  const geometry = { type: 'Polygon' as const, coordinates: [ring.map(([lng, lat]) => [lng, lat])] };
  const zone = { name: '区', class: zoneClass, geometry, validFrom, validTo };
  return actingAs(database, city.commander, (tx) => declareZone(tx, zone), now);
}

interface Ended {
  readonly city: WorkingCity;
  readonly zoneId: Id;
  readonly now: Date;
}

export function lifted(database: Database, { city, zoneId, now }: Ended) {
  return actingAs(database, city.commander, (tx) => liftZone(tx, { zoneId }), now);
}

export function withdrawn(database: Database, { city, zoneId, now }: Ended) {
  return actingAs(database, city.commander, (tx) => withdrawZone(tx, { zoneId }), now);
}
