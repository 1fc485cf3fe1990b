import { refusals } from '@baogong/drizzle/rules/refusal-codes';
import { type ZoneGeometry, zoneShapeVerdict } from '@baogong/drizzle/rules/zone-shape';
import type { Point } from '../../../shared/api/types.ts';
import { type Pair, pick } from '../../../shared/i18n/words.ts';
import { commandWords } from '../../words.ts';

type Position = Point;

/** The ground of a zone as the counter takes it. */
export type ZoneShape =
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] };

export type ZoneTextVerdict =
  | { readonly ok: true; readonly shape: ZoneShape }
  | { readonly ok: false; readonly title: Pair; readonly details: string };

/** GeoJSON as people paste it: a geometry, a feature, or a collection of one. The rules judge the shape as the server will. */
export function readZoneText(text: string, near?: Point): ZoneTextVerdict {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, title: commandWords.notJson, details: error instanceof Error ? error.message : '' };
  }
  const geometry = geometryOf(json);
  if (!geometry) return { ok: false, title: commandWords.notGeometry, details: '' };

  const verdict = zoneShapeVerdict(geometry, near);
  if (verdict.ok) return { ok: true, shape: flat(geometry) };
  const { zh, en } = refusals[verdict.refusal.code];
  return { ok: false, title: [zh, en], details: detailText(verdict.refusal.details) };
}

function geometryOf(json: unknown): ZoneGeometry | undefined {
  if (typeof json !== 'object' || json === null || !('type' in json)) return undefined;
  if (json.type === 'Polygon' || json.type === 'MultiPolygon') return json as ZoneGeometry;
  if (json.type === 'Feature' && 'geometry' in json) return geometryOf(json.geometry);
  if (json.type !== 'FeatureCollection' || !('features' in json) || !Array.isArray(json.features)) return undefined;
  return json.features.length === 1 ? geometryOf(json.features[0]) : undefined;
}

/** Without heights: the counter takes two numbers for a position. */
function flat(geometry: ZoneGeometry): ZoneShape {
  const ringOf = (ring: readonly (readonly number[])[]) => ring.map(([lng = 0, lat = 0]): Position => [lng, lat]);
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates.map(ringOf) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map((rings) => rings.map(ringOf)) };
}

function detailText(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ');
}

export function faultText({ title, details }: Extract<ZoneTextVerdict, { ok: false }>, language: 'zh' | 'en'): string {
  return details ? `${pick(title, language)} (${details})` : pick(title, language);
}
