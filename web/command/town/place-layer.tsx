import type { FeatureCollection } from 'geojson';
import type { AddLayerObject, SymbolLayerSpecification } from 'maplibre-gl';
import { useMemo } from 'react';
import type { MapView } from '../../shared/api/types.ts';
import { useNameOf } from '../../shared/i18n/language.tsx';
import type { PlaceGlyph } from './glyphs.ts';
import { useGeoLayer } from './use-geo-layer.ts';

const NAMES_FROM_ZOOM = 15;

/** Drawn whatever lies there already, and known to labels, which give way. */
export const placeIcon = {
  'icon-image': ['concat', 'place-', ['get', 'kind']],
  'icon-size': ['interpolate', ['linear'], ['zoom'], 12, 0.5, 16, 1],
  'icon-allow-overlap': true,
} satisfies SymbolLayerSpecification['layout'];

const layers: readonly AddLayerObject[] = [
  {
    id: 'place',
    type: 'symbol',
    source: 'places',
    layout: placeIcon,
  },
  {
    id: 'place-name',
    type: 'symbol',
    source: 'places',
    minzoom: NAMES_FROM_ZOOM,
    layout: { 'text-field': ['get', 'name'], 'text-size': 12, 'text-offset': [0, 1.2], 'text-anchor': 'top' },
    paint: { 'text-color': '#15211e', 'text-halo-color': '#fff', 'text-halo-width': 1.5 },
  },
];

export function PlaceLayer({ map }: { readonly map: MapView }) {
  const nameOf = useNameOf();
  const data = useMemo((): FeatureCollection => {
    const kinds: readonly [PlaceGlyph, readonly Named[]][] = [
      ['riderBase', map.riderBases],
      ['dropPoint', map.dropPoints],
      ['relay', map.relays],
      ['gate', map.gates.filter(({ zoneId }) => zoneId !== null)],
      ['warehouse', map.warehouses],
    ];
    return {
      type: 'FeatureCollection',
      features: kinds.flatMap(([kind, places]) =>
        places.map((place) => ({
          type: 'Feature' as const,
          geometry: { type: 'Point' as const, coordinates: place.point },
          properties: { kind, name: nameOf(place) },
        })),
      ),
    };
  }, [map, nameOf]);
  useGeoLayer('places', data, layers);
  return null;
}

interface Named {
  readonly nameZh: string;
  readonly nameEn?: string;
  readonly point: [number, number];
}
