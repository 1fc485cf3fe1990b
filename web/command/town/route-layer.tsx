import type { Feature, FeatureCollection } from 'geojson';
import type { AddLayerObject } from 'maplibre-gl';
import { useMemo } from 'react';
import type { Route } from '../../shared/api/types.ts';
import { motionColours } from './glyphs.ts';
import { useGeoLayer } from './use-geo-layer.ts';

const round = { 'line-cap': 'round', 'line-join': 'round' } as const;

const layers: readonly AddLayerObject[] = [
  {
    id: 'route-chosen',
    type: 'line',
    source: 'routes',
    filter: ['to-boolean', ['get', 'chosen']],
    layout: round,
    paint: { 'line-color': '#ffd54a', 'line-width': 11, 'line-opacity': 0.9 },
  },
  {
    id: 'route-driven',
    type: 'line',
    source: 'routes',
    filter: ['==', ['get', 'part'], 'driven'],
    layout: round,
    paint: { 'line-color': '#74837d', 'line-width': 2, 'line-opacity': 0.8 },
  },
  {
    id: 'route-planned',
    type: 'line',
    source: 'routes',
    filter: ['==', ['get', 'part'], 'planned'],
    layout: round,
    paint: { 'line-color': motionColours.planned, 'line-width': 2, 'line-dasharray': [1.5, 2.5] },
  },
  {
    id: 'route-running',
    type: 'line',
    source: 'routes',
    filter: ['==', ['get', 'part'], 'running'],
    layout: round,
    paint: { 'line-color': motionColours.running, 'line-width': 3.5, 'line-opacity': 0.85 },
  },
  {
    id: 'route-halted',
    type: 'line',
    source: 'routes',
    filter: ['==', ['get', 'part'], 'halted'],
    layout: round,
    paint: { 'line-color': motionColours.halted, 'line-width': 3.5, 'line-dasharray': [0.5, 2] },
  },
];

interface RouteLayerProps {
  readonly routes: readonly Route[];
  readonly chosen: string | undefined;
}

/** What is driven already, what is ahead of those on the road, and what is only planned. */
export function RouteLayer({ routes, chosen }: RouteLayerProps) {
  const data = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features: routes.flatMap((route) => linesOf(route, route.id === chosen)),
    }),
    [routes, chosen],
  );
  useGeoLayer('routes', data, layers);
  return null;
}

function linesOf(route: Route, chosen: boolean): Feature[] {
  return route.trips
    .flatMap(({ legs }) => legs)
    .filter(({ status, line }) => status !== 'superseded' && line.length > 1)
    .map(({ status, line }) => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: line },
      properties: { part: status === 'driven' ? 'driven' : route.state, chosen },
    }));
}
