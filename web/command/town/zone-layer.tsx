import { type ZoneClass, zoneClasses } from '@baogong/drizzle/rules/vocabulary';
import type { FeatureCollection } from 'geojson';
import type { AddLayerObject, ExpressionSpecification } from 'maplibre-gl';
import { useMemo } from 'react';
import type { MapView } from '../../shared/api/types.ts';
import { zoneClassWords } from '../../shared/i18n/domain-words.ts';
import { useWords } from '../../shared/i18n/language.tsx';
import { useZoneTimes } from '../use-zone-times.ts';
import { zoneColours } from './glyphs.ts';
import { placeIcon } from './place-layer.tsx';
import { useGeoLayer } from './use-geo-layer.ts';

/** Farther out the map is too small for every line of a label. */
const WHOLE_FROM_ZOOM = 13.2;

const dashes: Readonly<Record<ZoneClass, number[]>> = { sealed: [1, 0], restricted: [4, 2], precaution: [1, 2] };

const inForce: ExpressionSpecification = ['boolean', ['get', 'inForce']];
const zoneColour: ExpressionSpecification = [
  'match',
  ['get', 'class'],
  'sealed',
  zoneColours.sealed,
  'restricted',
  zoneColours.restricted,
  zoneColours.precaution,
];

const layers: readonly AddLayerObject[] = [
  {
    id: 'zone-fill',
    type: 'fill',
    source: 'zones',
    filter: inForce,
    paint: { 'fill-pattern': ['concat', 'zone-', ['get', 'class']] },
  },
  ...zoneClasses.map(
    (zoneClass): AddLayerObject => ({
      id: `zone-edge-${zoneClass}`,
      type: 'line',
      source: 'zones',
      filter: ['all', inForce, ['==', ['get', 'class'], zoneClass]],
      paint: { 'line-color': zoneColours[zoneClass], 'line-width': 3, 'line-dasharray': dashes[zoneClass] },
    }),
  ),
  {
    id: 'zone-to-come',
    type: 'fill',
    source: 'zones',
    filter: ['!', inForce],
    paint: { 'fill-color': zoneColour, 'fill-opacity': 0.08 },
  },
  // Two thin lines in place of one: what is still to come is told from what is in force without its colour.
  {
    id: 'zone-to-come-edge',
    type: 'line',
    source: 'zones',
    filter: ['!', inForce],
    paint: { 'line-color': zoneColour, 'line-width': 1.5, 'line-gap-width': 3 },
  },
];

/** A label after all other layers, so that nothing covers it. Places above it, unseen, take their ground first: it gives way to them where it can. */
const nameLayers: readonly AddLayerObject[] = [
  {
    id: 'zone-name',
    type: 'symbol',
    source: 'zone-names',
    layout: {
      'text-field': ['step', ['zoom'], ['get', 'shortLabel'], WHOLE_FROM_ZOOM, ['get', 'label']],
      'text-size': ['interpolate', ['linear'], ['zoom'], 12, 12, WHOLE_FROM_ZOOM, 15],
      'text-max-width': 9,
      'text-variable-anchor': [
        'bottom',
        'top',
        'bottom-left',
        'bottom-right',
        'top-left',
        'top-right',
        'left',
        'right',
      ],
      'text-radial-offset': 0.3,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': ['get', 'colour'], 'text-halo-color': '#fff', 'text-halo-width': 2.5 },
  },
  { id: 'place-ground', type: 'symbol', source: 'places', layout: placeIcon, paint: { 'icon-opacity': 0 } },
];

type Zones = MapView['zones'];

export function ZoneLayer({ zones }: { readonly zones: Zones }) {
  useGeoLayer('zones', zones as FeatureCollection, layers);
  return null;
}

export function ZoneNameLayer({ zones }: { readonly zones: Zones }) {
  const word = useWords(zoneClassWords);
  const timesOf = useZoneTimes();
  const names = useMemo((): FeatureCollection => {
    const labelsOf = (zone: Zones['features'][number]['properties']) => {
      const { begins, ends } = timesOf(zone);
      const lines = [word(zone.class), zone.name, ...(zone.inForce ? [] : [begins])];
      return { shortLabel: lines.join('\n'), label: [...lines, ...(ends ? [ends] : [])].join('\n') };
    };
    return {
      type: 'FeatureCollection',
      features: zones.features.map(({ geometry, properties }) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: topOf(geometry.coordinates) },
        properties: { ...labelsOf(properties), colour: zoneColours[properties.class] },
      })),
    };
  }, [zones, word, timesOf]);
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
