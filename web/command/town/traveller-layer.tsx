import type { FeatureCollection } from 'geojson';
import type { AddLayerObject } from 'maplibre-gl';
import { useMemo } from 'react';
import type { Fleet, Traveller } from '../../shared/api/types.ts';
import { type Motion, travellerGlyph } from './glyphs.ts';
import { useGeoLayer } from './use-geo-layer.ts';

const STALE_MS = 60_000;

const layers: readonly AddLayerObject[] = [
  {
    id: 'traveller',
    type: 'symbol',
    source: 'travellers',
    layout: {
      'icon-image': ['get', 'glyph'],
      'icon-size': ['interpolate', ['linear'], ['zoom'], 12, 0.7, 14, 1],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['get', 'rank'],
    },
  },
  {
    id: 'traveller-name',
    type: 'symbol',
    source: 'travellers',
    minzoom: 14,
    layout: { 'text-field': ['get', 'code'], 'text-size': 12, 'text-offset': [1.3, 0], 'text-anchor': 'left' },
    paint: { 'text-color': '#15211e', 'text-halo-color': '#fff', 'text-halo-width': 2 },
  },
];

export function motionOf({ state }: Pick<Traveller, 'state'>): Motion {
  return state === 'running' || state === 'planned' || state === 'halted' ? state : 'free';
}

/** Nobody has heard of it for a minute: it must not look as if it were there now. Who stands still is not on the road. */
export function isStale({ at, state }: Pick<Traveller, 'at' | 'state'>, asOf: string): boolean {
  return state === 'running' && (at === null || Date.parse(asOf) - Date.parse(at) > STALE_MS);
}

/** Those with work; who is free stands at home and is in the table. */
export function TravellerLayer({ fleet }: { readonly fleet: Fleet }) {
  const data = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features: fleet.travellers.flatMap((traveller) => {
        const motion = motionOf(traveller);
        if (!traveller.point || (motion === 'free' && traveller.boxesAboard === 0)) return [];
        const glyph = travellerGlyph(traveller.travellerClass, motion, isStale(traveller, fleet.asOf));
        return [
          {
            type: 'Feature',
            geometry: { type: 'Point', coordinates: traveller.point },
            properties: { glyph, code: traveller.code, rank: motion === 'planned' ? 0 : 1 },
          },
        ];
      }),
    }),
    [fleet],
  );
  useGeoLayer('travellers', data, layers);
  return null;
}
