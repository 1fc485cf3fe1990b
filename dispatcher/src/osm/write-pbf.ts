import type { StreetNetwork } from './street-network.ts';
import { WireWriter } from './wire-writer.ts';

/** Nodes or ways in one block; the format advises 8,000. */
const BLOCK_ITEMS_MAX = 8_000;
const NANODEGREES_PER_UNIT = 100;
const UNITS_PER_DEGREE = 1e7;
const STORED_BLOCK_BYTES_MAX = 65_535;
const ADLER_BASE = 65_521;

/**
 * The network as an OSM PBF file (nodes in one dense group per block, then ways, both ascending by id). Equal networks
 * give equal bytes on every machine: blobs are zlib streams of *stored* blocks, because deflate's output differs
 * between zlib builds. Positions are kept to 1e-7 degrees.
 */
export function writePbf(network: StreetNetwork): Uint8Array {
  const nodes = [...network.nodeIds.keys()].sort((a, b) => at(network.nodeIds, a) - at(network.nodeIds, b));
  const ways = [...network.ways].sort((a, b) => a.id - b.id);
  const parts = [fileBlock('OSMHeader', headerBlock())];
  for (const chunk of chunks(nodes)) parts.push(fileBlock('OSMData', nodeBlock(network, chunk)));
  for (const chunk of chunks(ways)) parts.push(fileBlock('OSMData', wayBlock(network, chunk)));
  return concat(parts.flat());
}

function headerBlock(): Uint8Array {
  return new WireWriter()
    .textField(4, 'OsmSchema-V0.6')
    .textField(4, 'DenseNodes')
    .textField(5, 'Sort.Type_then_ID')
    .textField(16, 'baogong')
    .finish();
}

function nodeBlock(network: StreetNetwork, nodes: readonly number[]): Uint8Array {
  const units = (degrees: Float64Array) => nodes.map((node) => Math.round(at(degrees, node) * UNITS_PER_DEGREE));
  const dense = new WireWriter()
    .packedDeltaField(
      1,
      nodes.map((node) => at(network.nodeIds, node)),
    )
    .packedDeltaField(8, units(network.lat))
    .packedDeltaField(9, units(network.lng))
    .finish();
  return primitiveBlock([''], [new WireWriter().bytesField(2, dense).finish()]);
}

function wayBlock(network: StreetNetwork, ways: StreetNetwork['ways']): Uint8Array {
  const strings = new Map<string, number>([['', 0]]);
  const index = (text: string) => {
    const known = strings.get(text);
    if (known !== undefined) return known;
    strings.set(text, strings.size);
    return strings.size - 1;
  };
  const group = new WireWriter();
  for (const way of ways) {
    const tags = Object.entries(way.tags).sort(([a], [b]) => (a < b ? -1 : 1));
    const message = new WireWriter()
      .varintField(1, way.id)
      .packedField(
        2,
        tags.map(([key]) => index(key)),
      )
      .packedField(
        3,
        tags.map(([, value]) => index(value)),
      )
      .packedDeltaField(
        8,
        Array.from(way.nodes, (node) => at(network.nodeIds, node)),
      );
    group.bytesField(3, message.finish());
  }
  return primitiveBlock([...strings.keys()], [group.finish()]);
}

function primitiveBlock(strings: readonly string[], groups: readonly Uint8Array[]): Uint8Array {
  const table = new WireWriter();
  for (const text of strings) table.textField(1, text);
  const block = new WireWriter().bytesField(1, table.finish());
  for (const group of groups) block.bytesField(2, group);
  return block.varintField(17, NANODEGREES_PER_UNIT).finish();
}

function fileBlock(type: 'OSMHeader' | 'OSMData', content: Uint8Array): Uint8Array[] {
  const blob = new WireWriter().varintField(2, content.length).bytesField(3, storedZlib(content)).finish();
  const header = new WireWriter().textField(1, type).varintField(3, blob.length).finish();
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, header.length);
  return [length, header, blob];
}

/** A zlib stream (RFC 1950) of stored deflate blocks (RFC 1951 section 3.2.4). */
function storedZlib(content: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let start = 0; start < content.length || start === 0; start += STORED_BLOCK_BYTES_MAX) {
    const block = content.subarray(start, start + STORED_BLOCK_BYTES_MAX);
    const last = start + block.length >= content.length ? 1 : 0;
    const size = block.length;
    parts.push(Uint8Array.of(last, size & 0xff, size >> 8, ~size & 0xff, (~size >> 8) & 0xff), block);
  }
  let low = 1;
  let high = 0;
  for (const byte of content) {
    low = (low + byte) % ADLER_BASE;
    high = (high + low) % ADLER_BASE;
  }
  parts.push(Uint8Array.of(high >> 8, high & 0xff, low >> 8, low & 0xff));
  return concat(parts);
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += BLOCK_ITEMS_MAX) yield items.slice(start, start + BLOCK_ITEMS_MAX);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function at(values: Float64Array, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`a street names node ${index}, the network has ${values.length}`);
  return value;
}
