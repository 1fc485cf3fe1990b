import type { FeatureCollection } from 'geojson';
import type { AddLayerObject, GeoJSONSource } from 'maplibre-gl';
import { useEffect } from 'react';
import { useTown } from './town-map.tsx';

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** A layer of things on the chart: adds, updates and removes only what it added. `layers` is a constant of its module. */
export function useGeoLayer(id: string, data: FeatureCollection, layers: readonly AddLayerObject[]): void {
  const town = useTown();
  useEffect(() => {
    const { chart } = town;
    chart.addSource(id, { type: 'geojson', data: nothing });
    for (const layer of layers) chart.addLayer(layer);
    return () => {
      if (town.gone) return;
      for (const layer of layers) chart.removeLayer(layer.id);
      chart.removeSource(id);
    };
  }, [town, id, layers]);
  useEffect(() => {
    town.chart.getSource<GeoJSONSource>(id)?.setData(data);
  }, [town, id, data]);
}
