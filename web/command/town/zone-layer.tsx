import { type ZoneClass, zoneClasses } from '@baogong/drizzle/rules/vocabulary';
import type { FeatureCollection } from 'geojson';
import type { AddLayerObject } from 'maplibre-gl';
import { useMemo } from 'react';
import type { MapView } from '../../shared/api/types.ts';
import { zoneClassWords } from '../../shared/i18n/domain-words.ts';
import { useWords } from '../../shared/i18n/language.tsx';
import { zoneColours } from './glyphs.ts';
import { useGeoLayer } from './use-geo-layer.ts';

const dashes: Readonly<Record<ZoneClass, number[]>> = { sealed: [1, 0], restricted: [4, 2], precaution: [1, 2] };

const layers: readonly AddLayerObject[] = [
  {
    id: 'zone-fill',
    type: 'fill',
    source: 'zones',
    paint: { 'fill-pattern': ['concat', 'zone-', ['get', 'class']] },
  },
  ...zoneClasses.map(
    (zoneClass): AddLayerObject => ({
      id: `zone-edge-${zoneClass}`,
      type: 'line',
      source: 'zones',
      filter: ['==', ['get', 'class'], zoneClass],
      paint: { 'line-color': zoneColours[zoneClass], 'line-width': 3, 'line-dasharray': dashes[zoneClass] },
    }),
  ),
];

/** A label after all other layers, so that nothing covers it. */
const nameLayers: readonly AddLayerObject[] = [
  {
    id: 'zone-name',
    type: 'symbol',
    source: 'zone-names',
    layout: {
      'text-field': ['get', 'label'],
      'text-size': 15,
      'text-max-width': 9,
      'text-anchor': 'bottom',
      'text-allow-overlap': true,
    },
    paint: { 'text-color': ['get', 'colour'], 'text-halo-color': '#fff', 'text-halo-width': 2.5 },
  },
];

type Zones = MapView['zones'];

export function ZoneLayer({ zones }: { readonly zones: Zones }) {
  useGeoLayer('zones', zones as FeatureCollection, layers);
  return null;
}

export function ZoneNameLayer({ zones }: { readonly zones: Zones }) {
  const word = useWords(zoneClassWords);
  const names = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features: zones.features.map(({ geometry, properties }) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: topOf(geometry.coordinates) },
        properties: { label: `${word(properties.class)}\n${properties.name}`, colour: zoneColours[properties.class] },
      })),
    }),
    [zones, word],
  );
  useGeoLayer('zone-names', names, nameLayers);
  return null;
}

/** The northern edge's middle: a label there leaves the inside of the zone free. */
function topOf(polygons: Zones['features'][number]['geometry']['coordinates']): [number, number] {
  const positions = polygons.flat(2);
  const lngs = positions.map(([lng]) => lng);
  const north = Math.max(...positions.map(([, lat]) => lat));
  return [(Math.min(...lngs) + Math.max(...lngs)) / 2, north];
}
