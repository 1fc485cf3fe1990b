import { describe, expect, it } from 'vitest';
import { basemap } from './basemap.ts';

describe('the map under everything', () => {
  const style = basemap('http://127.0.0.1:8080');

  it('asks nobody but our own origin', () => {
    const addresses = JSON.stringify(style).match(/https?:\/\/[^/"]+/g);
    expect(new Set(addresses)).toEqual(new Set(['http://127.0.0.1:8080']));
  });

  it('has no glyphs and no sprite, so that labels come from fonts of the machine', () => {
    expect(style).not.toHaveProperty('glyphs');
    expect(style).not.toHaveProperty('sprite');
  });

  it('names every layer once', () => {
    const ids = style.layers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
