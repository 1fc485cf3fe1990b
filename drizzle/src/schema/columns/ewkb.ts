import type { LngLat, MultiPolygonCoordinates } from '../../rules/geo.ts';

const SRID = 4326;
const SRID_FLAG = 0x20000000;
const POINT = 1;
const LINE_STRING = 2;
const POLYGON = 3;
const MULTI_POLYGON = 6;

/** The three shapes that our tables hold, as GeoJSON would write them. */
export type Geometry =
  | { type: 'Point'; coordinates: LngLat }
  | { type: 'LineString'; coordinates: readonly LngLat[] }
  | { type: 'MultiPolygon'; coordinates: MultiPolygonCoordinates };

/** Extended well-known binary, little endian, in hexadecimal: the text form of a geometry that both drivers send as it is. */
export function toEwkbHex(geometry: Geometry): string {
  const buffer = Buffer.alloc(byteLength(geometry));
  let offset = 0;
  const byte = (value: number) => {
    offset = buffer.writeUInt8(value, offset);
  };
  const uint = (value: number) => {
    offset = buffer.writeUInt32LE(value, offset);
  };
  const position = ([lng, lat]: LngLat) => {
    offset = buffer.writeDoubleLE(lng, offset);
    offset = buffer.writeDoubleLE(lat, offset);
  };
  const positions = (line: readonly LngLat[]) => {
    uint(line.length);
    for (const at of line) position(at);
  };

  byte(1);
  uint((typeCode(geometry) | SRID_FLAG) >>> 0);
  uint(SRID);
  if (geometry.type === 'Point') position(geometry.coordinates);
  else if (geometry.type === 'LineString') positions(geometry.coordinates);
  else {
    uint(geometry.coordinates.length);
    for (const polygon of geometry.coordinates) {
      byte(1);
      uint(POLYGON);
      uint(polygon.length);
      for (const ring of polygon) positions(ring);
    }
  }
  return buffer.toString('hex').toUpperCase();
}

/** The geometry of an EWKB hexadecimal text, either byte order, two dimensions. */
export function fromEwkbHex(hex: string): Geometry {
  const buffer = Buffer.from(hex, 'hex');
  let offset = 0;
  let littleEndian = true;
  const uint = () => {
    const value = littleEndian ? buffer.readUInt32LE(offset) : buffer.readUInt32BE(offset);
    offset += 4;
    return value;
  };
  const double = () => {
    const value = littleEndian ? buffer.readDoubleLE(offset) : buffer.readDoubleBE(offset);
    offset += 8;
    return value;
  };
  const position = (): LngLat => {
    const lng = double();
    return [lng, double()];
  };
  const positions = (): LngLat[] => Array.from({ length: uint() }, position);
  const header = () => {
    littleEndian = buffer.readUInt8(offset++) === 1;
    const code = uint();
    if (code & SRID_FLAG) uint();
    return code & ~SRID_FLAG;
  };

  const code = header();
  switch (code) {
    case POINT:
      return { type: 'Point', coordinates: position() };
    case LINE_STRING:
      return { type: 'LineString', coordinates: positions() };
    case POLYGON:
      return { type: 'MultiPolygon', coordinates: [Array.from({ length: uint() }, positions)] };
    case MULTI_POLYGON: {
      const polygon = () => {
        header();
        return Array.from({ length: uint() }, positions);
      };
      return { type: 'MultiPolygon', coordinates: Array.from({ length: uint() }, polygon) };
    }
    default:
      throw new TypeError(`geometry type ${code}: Point (1), LineString (2), Polygon (3) or MultiPolygon (6) expected`);
  }
}

function typeCode(geometry: Geometry): number {
  if (geometry.type === 'Point') return POINT;
  return geometry.type === 'LineString' ? LINE_STRING : MULTI_POLYGON;
}

function byteLength(geometry: Geometry): number {
  const head = 9;
  if (geometry.type === 'Point') return head + 16;
  if (geometry.type === 'LineString') return head + 4 + 16 * geometry.coordinates.length;
  return geometry.coordinates.reduce(
    (sum, polygon) => sum + 9 + polygon.reduce((inner, ring) => inner + 4 + 16 * ring.length, 0),
    head + 4,
  );
}
