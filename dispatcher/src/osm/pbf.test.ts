import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPbf } from './read-pbf.ts';
import type { StreetNetwork } from './street-network.ts';
import { writePbf } from './write-pbf.ts';

const tagText = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((text) => text !== '__proto__');
const degrees = (bound: number) => fc.integer({ min: -bound * 1e7, max: bound * 1e7 }).map((units) => units / 1e7);

/** Networks in the order that the reader gives: nodes and ways ascending by id, every node used. */
const network: fc.Arbitrary<StreetNetwork> = fc
  .uniqueArray(fc.integer({ min: 1, max: 2 ** 40 }), { minLength: 2, maxLength: 30 })
  .chain((ids) =>
    fc.record({
      ids: fc.constant(ids.sort((a, b) => a - b)),
      lng: fc.array(degrees(180), { minLength: ids.length, maxLength: ids.length }),
      lat: fc.array(degrees(90), { minLength: ids.length, maxLength: ids.length }),
      ways: fc.array(
        fc.record({
          nodes: fc.array(fc.nat(ids.length - 1), { minLength: 2, maxLength: 12 }),
          tags: fc.dictionary(tagText, tagText, { maxKeys: 4, noNullPrototype: true }),
        }),
        { maxLength: 6 },
      ),
    }),
  )
  .map(({ ids, lng, lat, ways }) => ({
    nodeIds: Float64Array.from(ids),
    lng: Float64Array.from(lng),
    lat: Float64Array.from(lat),
    ways: [
      { id: 1, nodes: Int32Array.from(ids.keys()), tags: { highway: 'residential' } },
      ...ways.map((way, i) => ({
        id: i + 2,
        nodes: Int32Array.from(way.nodes),
        tags: { ...way.tags, highway: 'footway' },
      })),
    ],
  }));

describe('a street network as PBF', () => {
  it('comes back from the file as it was written', () => {
    fc.assert(
      fc.property(network, (streets) => {
        expect(readPbf(writePbf(streets))).toEqual({
          ...streets,
          lng: plusZero(streets.lng),
          lat: plusZero(streets.lat),
        });
      }),
      { numRuns: 100 },
    );
  });

  it('spreads a large network over several blocks', () => {
    const count = 20_000;
    const streets: StreetNetwork = {
      nodeIds: Float64Array.from({ length: count }, (_, i) => i + 1),
      lng: Float64Array.from({ length: count }, (_, i) => (1_140_000_000 + i) / 1e7),
      lat: Float64Array.from({ length: count }, (_, i) => (225_000_000 + i) / 1e7),
      ways: [{ id: 7, nodes: Int32Array.from({ length: count }, (_, i) => i), tags: { highway: 'path' } }],
    };
    expect(readPbf(writePbf(streets))).toEqual(streets);
  });

  it('refuses a file that is no PBF, is cut short, or holds no street, and names the file', () => {
    const streets: StreetNetwork = {
      nodeIds: Float64Array.of(1, 2),
      lng: Float64Array.of(114, 114.1),
      lat: Float64Array.of(22, 22.1),
      ways: [{ id: 1, nodes: Int32Array.of(0, 1), tags: { highway: 'service' } }],
    };
    const bytes = writePbf(streets);
    const read = (content: Uint8Array) => () => readPbf(content, { name: 'x.osm.pbf' });
    expect(read(new TextEncoder().encode('<osm version="0.6">'))).toThrow(/x\.osm\.pbf: not an OSM PBF file/);
    expect(read(new Uint8Array())).toThrow(/x\.osm\.pbf: not an OSM PBF file/);
    expect(read(bytes.subarray(0, bytes.length - 10))).toThrow(/x\.osm\.pbf: the file is truncated or damaged/);
    expect(read(writePbf({ ...streets, ways: [] }))).toThrow(/x\.osm\.pbf: it holds no drivable road/);
    expect(() => readPbf('/nowhere/x.osm.pbf')).toThrow(/x\.osm\.pbf: the file cannot be read \(ENOENT\)/);
  });

  it('never answers damaged bytes with anything but a clear refusal', () => {
    const bytes = writePbf({
      nodeIds: Float64Array.of(1, 2),
      lng: Float64Array.of(114, 114.1),
      lat: Float64Array.of(22, 22.1),
      ways: [{ id: 1, nodes: Int32Array.of(0, 1), tags: { highway: 'service' } }],
    });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ flip : byte));
        try {
          readPbf(damaged, { name: 'x.osm.pbf' });
        } catch (error) {
          expect(error).toHaveProperty('name', 'CityInputError');
        }
      }),
      { numRuns: 500 },
    );
  });

  const extract = process.env.BAOGONG_MAP ?? '';
  it.skipIf(!existsSync(extract))(
    'reads the real extract that BAOGONG_MAP names in under 3 s and keeps every street',
    () => {
      const started = performance.now();
      const streets = readPbf(extract);
      expect(performance.now() - started).toBeLessThan(3_000);
      expect(readPbf(writePbf(streets))).toEqual(streets);
    },
  );
});

/** A PBF has no negative zero. */
function plusZero(values: Float64Array): Float64Array {
  return values.map((value) => value + 0);
}
