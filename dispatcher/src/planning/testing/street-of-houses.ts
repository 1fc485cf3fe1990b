import type { LngLat } from '@baogong/drizzle/rules/geo';
import { at } from '@baogong/drizzle/testing/small-city';
import type { StreetNetwork } from '../../osm/street-network.ts';
import type { LeavingEngine } from '../../routing/engine.ts';
import { type LawfulEngine, lawfulEngine } from '../../routing/lawful-engine.ts';
import { streetEngine, streetsOf } from '../../routing/streets/street-engine.ts';

const corners: Readonly<Record<string, LngLat>> = {
  west: at(-10),
  zero: at(0),
  one: at(1),
  two: at(2),
  three: at(3),
  east: at(10),
  southWest: at(-10, -10),
  southEast: at(10, -10),
  drop: at(1, 1),
  warehouse: at(0, -5),
  south: at(0, -10),
};

const ways: readonly (readonly string[])[] = [
  ['west', 'zero', 'one', 'two', 'three', 'east'],
  ['west', 'southWest', 'south', 'southEast', 'east'],
  ['zero', 'warehouse', 'south'],
  ['one', 'drop'],
];

interface Streets {
  /** What kind of street leads to the warehouse: riders may not use a motorway. */
  readonly toWarehouse?: 'residential' | 'motorway';
}

/** The streets of the small city: the long street past the houses, the ring that joins its ends, the way to the warehouse. */
function streetOfHouses({ toWarehouse = 'residential' }: Streets): StreetNetwork {
  const names = Object.keys(corners);
  const places = Object.values(corners);
  return {
    nodeIds: Float64Array.from(names, (_, index) => index + 1),
    lng: Float64Array.from(places, ([lng]) => lng),
    lat: Float64Array.from(places, ([, lat]) => lat),
    ways: ways.map((nodes, index) => ({
      id: index + 1,
      nodes: Int32Array.from(nodes, (name) => names.indexOf(name)),
      tags: { highway: nodes.includes('warehouse') ? toWarehouse : 'residential', oneway: 'no' },
    })),
  };
}

export function streetSearch(streets: Streets = {}): LeavingEngine {
  return streetEngine(streetsOf(streetOfHouses(streets)));
}

/** The law kept by the street search alone. */
export function streetsOnly(streets: Streets = {}): LawfulEngine {
  return lawfulEngine({ engines: [], streets: streetSearch(streets) });
}
