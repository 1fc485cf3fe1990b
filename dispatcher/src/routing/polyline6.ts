import type { LngLat } from '@baogong/drizzle/rules/geo';

/** Google's encoded polyline with six decimals, latitude first in the text, longitude first in the answer. */
export function decodePolyline6(text: string): LngLat[] {
  const line: LngLat[] = [];
  let at = 0;
  let lat = 0;
  let lng = 0;
  while (at < text.length) {
    lat += signed();
    lng += signed();
    line.push([lng / 1e6, lat / 1e6]);
  }
  return line;

  function signed(): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const chunk = text.charCodeAt(at++) - 63;
      if (!(chunk >= 0 && chunk < 64)) throw new RangeError(`polyline: character ${at} is not part of a number`);
      value |= (chunk & 0x1f) << shift;
      shift += 5;
      if (chunk < 0x20) return value & 1 ? ~(value >> 1) : value >> 1;
    }
  }
}
