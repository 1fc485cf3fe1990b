import type { StyleSpecification } from 'maplibre-gl';

const PAPER = '#eef1ee';
const ROAD_EDGE = '#c3ccc7';
const ROAD = '#ffffff';
const PATH = '#d3dad6';
const INK = '#4a5a55';

const wide = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'];
const isWide = ['in', ['get', 'highway'], ['literal', [...wide, ...wide.map((way) => `${way}_link`)]]];

/**
 * Streets in quiet colours, so that what matters stands out. Without `glyphs` every label is drawn from the fonts of the
 * machine: no font server, and Chinese costs nothing.
 */
export function basemap(origin: string): StyleSpecification {
  return {
    version: 8,
    sources: {
      streets: { type: 'vector', tiles: [`${origin}/v1/tiles/{z}/{x}/{y}`], minzoom: 8, maxzoom: 16 },
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': PAPER } },
      streetLines('path', ['!', ['to-boolean', ['get', 'car']]], { colour: PATH, from: 0.6, to: 3 }),
      streetLines('street-edge', ['to-boolean', ['get', 'car']], { colour: ROAD_EDGE, from: 1.2, to: 13 }),
      streetLines('road-edge', isWide, { colour: ROAD_EDGE, from: 2, to: 22 }),
      streetLines('street', ['to-boolean', ['get', 'car']], { colour: ROAD, from: 0.6, to: 11 }),
      streetLines('road', isWide, { colour: ROAD, from: 1.2, to: 19 }),
      {
        id: 'street-name',
        type: 'symbol',
        source: 'streets',
        'source-layer': 'streets',
        minzoom: 14,
        filter: ['!=', ['coalesce', ['get', 'name'], ''], ''],
        layout: {
          'symbol-placement': 'line',
          'symbol-spacing': 400,
          'text-field': ['get', 'name'],
          'text-size': 12,
        },
        paint: { 'text-color': INK, 'text-halo-color': '#fff', 'text-halo-width': 1.5 },
      },
    ],
  };
}

interface Stroke {
  readonly colour: string;
  /** Width in pixels seen from afar and from near. */
  readonly from: number;
  readonly to: number;
}

function streetLines(id: string, filter: unknown, { colour, from, to }: Stroke): StyleSpecification['layers'][number] {
  return {
    id,
    type: 'line',
    source: 'streets',
    'source-layer': 'streets',
    // Expressions are nested lists, which the type of a filter cannot follow when they are put together.
    filter: filter as ['has', string],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 11, from, 18, to],
    },
  };
}
