import { describe, expect, it } from 'vitest';
import { type StreetLine, streetIndex } from './street-index.ts';

const at = (east: number, north: number): [number, number] => [114.03 + east / 1000, 22.53 + north / 1000];
const street = (highway: string, nameZh: string, line: StreetLine['line']): StreetLine => ({
  highway,
  nameZh,
  oneway: false,
  car: true,
  line,
});
const index = streetIndex([
  street('primary', '深南大道', [at(-30, 0), at(30, 0)]),
  street('residential', '沙嘴路', [at(0, -1), at(0, 1)]),
]);

/** Slippy-map tile of a position. */
function tileAt(z: number, [lng, lat]: readonly [number, number]) {
  const n = 2 ** z;
  const rad = (lat * Math.PI) / 180;
  return {
    z,
    x: Math.floor(((lng + 180) / 360) * n),
    y: Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * n),
  };
}

const textOf = (tile: Uint8Array | undefined) => new TextDecoder().decode(tile);

describe('street tiles', () => {
  it('hold every street from near, only the larger ones from afar', () => {
    const near = textOf(index.tile(tileAt(16, at(0, 0))));
    expect(near).toContain('streets');
    expect(near).toContain('深南大道');
    expect(near).toContain('沙嘴路');
    const far = textOf(index.tile(tileAt(12, at(0, 0))));
    expect(far).toContain('深南大道');
    expect(far).not.toContain('沙嘴路');
  });

  it('are none where no street is', () => {
    expect(index.tile(tileAt(16, [0, 0]))).toBeUndefined();
    expect(index.tile({ z: 3, x: 99, y: 99 })).toBeUndefined();
    expect(streetIndex([]).tile(tileAt(16, at(0, 0)))).toBeUndefined();
  });
});
