import { describe, expect, it } from 'vitest';
import { faultText, readZoneText } from './zone-text.ts';

const square = [
  [114.03, 22.53],
  [114.04, 22.53],
  [114.04, 22.54],
  [114.03, 22.54],
  [114.03, 22.53],
];
const polygon = { type: 'Polygon', coordinates: [square] };
const fault = (json: unknown) => {
  const verdict = readZoneText(typeof json === 'string' ? json : JSON.stringify(json), [114.03, 22.53]);
  return verdict.ok ? '' : faultText(verdict, 'en');
};

describe('a zone as people paste it', () => {
  it('may be a geometry, a feature or a collection of one', () => {
    for (const json of [
      polygon,
      { type: 'Feature', geometry: polygon, properties: {} },
      { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: polygon }] },
    ]) {
      expect(readZoneText(JSON.stringify(json))).toEqual({ ok: true, shape: polygon });
    }
  });

  it('loses its heights', () => {
    const high = { type: 'Polygon', coordinates: [square.map((position) => [...position, 12])] };
    expect(readZoneText(JSON.stringify(high))).toEqual({ ok: true, shape: polygon });
  });

  it('is refused by name: not JSON, another shape, a crossing, longitude and latitude swapped', () => {
    expect(fault('{"type":')).toMatch(/^This is not valid JSON/);
    expect(fault({ type: 'Point', coordinates: [1, 2] })).toBe('A Polygon or MultiPolygon is expected');
    const bow = [square[0], square[2], square[1], square[3], square[0]];
    expect(fault({ type: 'Polygon', coordinates: [bow] })).toMatch(/crosses itself \(at: \[114\.035/);
    const swapped = { type: 'Polygon', coordinates: [square.map(([lng, lat]) => [lat, lng])] };
    expect(fault(swapped)).toMatch(/longitude first/);
  });
});
