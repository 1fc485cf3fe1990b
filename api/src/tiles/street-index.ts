import { fromGeojsonVt } from '@maplibre/vt-pbf';
import GeoJsonVt from 'geojson-vt';

export interface StreetLine {
  readonly nameZh: string;
  readonly highway: string;
  readonly oneway: boolean;
  readonly car: boolean;
  readonly line: readonly (readonly [number, number])[];
}

export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Vector tiles of one city's streets; nothing where there are none. */
export interface StreetIndex {
  tile(at: Tile): Uint8Array<ArrayBuffer> | undefined;
}

const LAYER = 'streets';
const ALL_STREETS_ZOOM = 14;
const ZOOM_MAX = 18;
const EXTENT = 4096;
const major = new Set(['motorway', 'trunk', 'primary', 'secondary', 'tertiary'].flatMap((way) => [way, `${way}_link`]));

/** Seen from afar only the larger roads are drawn, so that a tile stays small. */
export function streetIndex(streets: readonly StreetLine[]): StreetIndex {
  const near = indexOf(streets);
  const largest = streets.filter(({ highway }) => major.has(highway));
  const far = largest.length > 0 ? indexOf(largest) : near;
  return {
    tile({ z, x, y }) {
      const cut = (z < ALL_STREETS_ZOOM ? far : near).getTile(z, x, y);
      if (!cut || cut.features.length === 0) return undefined;
      // The encoder and the cutter are of two houses and name the same structure differently.
      const layers = { [LAYER]: cut } as unknown as Parameters<typeof fromGeojsonVt>[0];
      return Uint8Array.from(fromGeojsonVt(layers, { version: 2, extent: EXTENT }));
    },
  };
}

function indexOf(streets: readonly StreetLine[]): GeoJsonVt {
  return new GeoJsonVt(
    {
      type: 'FeatureCollection',
      features: streets.map(({ line, nameZh, ...rest }) => ({
        type: 'Feature' as const,
        geometry: { type: 'LineString' as const, coordinates: line.map(([lng, lat]) => [lng, lat]) },
        properties: { name: nameZh, ...rest },
      })),
    },
    { maxZoom: ZOOM_MAX, extent: EXTENT, buffer: 64, tolerance: 3, indexMaxZoom: 5 },
  );
}
