import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { AddLayerObject } from 'maplibre-gl';
import { useEffect, useMemo } from 'react';
import { useTown } from './town-map.tsx';
import { useGeoLayer } from './use-geo-layer.ts';

const layers: readonly AddLayerObject[] = [
  { id: 'preview-fill', type: 'fill', source: 'preview', paint: { 'fill-color': '#15211e', 'fill-opacity': 0.18 } },
  {
    id: 'preview-edge',
    type: 'line',
    source: 'preview',
    paint: { 'line-color': '#15211e', 'line-width': 2.5, 'line-dasharray': [3, 2] },
  },
];

/** The ground that is about to be declared, brought into sight. */
export function PreviewLayer({ geometry }: { readonly geometry: Polygon | MultiPolygon | undefined }) {
  const { chart } = useTown();
  const data = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features: geometry ? [{ type: 'Feature', geometry, properties: {} }] : [],
    }),
    [geometry],
  );
  useGeoLayer('preview', data, layers);
  useEffect(() => {
    if (!geometry) return;
    const positions = geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
    const lngs = positions.map(([lng = 0]) => lng);
    const lats = positions.map(([, lat = 0]) => lat);
    const bounds = [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)] as const;
    chart.fitBounds([...bounds], { padding: 120, maxZoom: 15.5, duration: 0 });
  }, [chart, geometry]);
  return null;
}
