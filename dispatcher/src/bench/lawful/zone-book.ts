import type { MultiPolygonCoordinates } from '@baogong/drizzle/rules/geo';

/** The zones of a bench: all that there ever were, by number, and which of them are in force now. */
export interface ZoneBook {
  readonly zones: readonly MultiPolygonCoordinates[];
  look(): Promise<ZonesInForce>;
}

export interface ZonesInForce {
  readonly lawVersion: number;
  readonly inForce: readonly number[];
}

export function fixedZones(zones: readonly MultiPolygonCoordinates[]): ZoneBook {
  const all = { lawVersion: 1, inForce: [...zones.keys()] };
  return { zones, look: async () => all };
}
