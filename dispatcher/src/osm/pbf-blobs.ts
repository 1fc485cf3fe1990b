import { inflateSync } from 'node:zlib';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import { WireError, WireReader } from './wire-reader.ts';

/** The format's own bounds. */
const HEADER_BYTES_MAX = 64 * 1024;
const BLOB_BYTES_MAX = 32 * 1024 * 1024;

const ACCEPTED = 'an OpenStreetMap extract in PBF form (.osm.pbf)';
const KNOWN_FEATURES: ReadonlySet<string> = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/** One data block, inflated, and how far into the file it ends. */
export interface PbfBlock {
  readonly content: Uint8Array;
  readonly endByte: number;
}

/** The inflated data blocks of a PBF file in order; `name` is the file as the user knows it. */
export function* pbfBlocks(bytes: Uint8Array, name: string): Generator<PbfBlock> {
  let at = 0;
  let first = true;
  while (at < bytes.length) {
    const { type, blobStart, blobEnd } = blobHeader(bytes, at, name);
    if (first && type !== 'OSMHeader') throw notPbf(name);
    if (blobEnd > bytes.length) throw truncated(name, bytes.length);
    const content = readOrRefuse(name, bytes.length, () => inflate(bytes.subarray(blobStart, blobEnd), name));
    if (type === 'OSMHeader') requireKnownFeatures(content, name);
    if (type === 'OSMData') yield { content, endByte: blobEnd };
    first = false;
    at = blobEnd;
  }
  if (first) throw notPbf(name, 'the file is empty');
}

/** Runs a decoding step; broken bytes inside a block become a clear refusal. */
export function readOrRefuse<T>(name: string, lengthBytes: number, decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    if (cause instanceof WireError) throw truncated(name, lengthBytes, cause);
    throw cause;
  }
}

function blobHeader(bytes: Uint8Array, at: number, name: string) {
  const isStart = at === 0;
  if (at + 4 > bytes.length) throw isStart ? notPbf(name) : truncated(name, bytes.length);
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
  if (length === 0 || length > HEADER_BYTES_MAX) throw isStart ? notPbf(name) : truncated(name, bytes.length);
  if (at + 4 + length > bytes.length) throw isStart ? notPbf(name) : truncated(name, bytes.length);

  try {
    const reader = new WireReader(bytes, at + 4, at + 4 + length);
    let type = '';
    let size = -1;
    while (!reader.done) {
      const tag = reader.tag();
      if (tag.field === 1) type = reader.text();
      else if (tag.field === 3) size = reader.unsigned();
      else reader.skip(tag.type);
    }
    if (type === '' || size < 0 || size > BLOB_BYTES_MAX) throw new WireError('the block header is broken');
    return { type, blobStart: at + 4 + length, blobEnd: at + 4 + length + size };
  } catch (cause) {
    throw isStart ? notPbf(name) : truncated(name, bytes.length, cause);
  }
}

function inflate(blob: Uint8Array, name: string): Uint8Array {
  const reader = new WireReader(blob);
  let content: Uint8Array | undefined;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag.field === 1) content = reader.bytes();
    else if (tag.field === 3) content = inflateZlib(reader.bytes());
    else if (tag.field >= 4 && tag.field <= 7) {
      throw new CityInputError({
        field: name,
        problem: 'its blocks are compressed by a method other than zlib',
        accepted: `${ACCEPTED} with zlib or uncompressed blocks (osmium cat -f pbf,pbf_compression=zlib)`,
      });
    } else reader.skip(tag.type);
  }
  if (!content) throw new WireError('a block is empty');
  return content;
}

function inflateZlib(compressed: Uint8Array): Uint8Array {
  try {
    return inflateSync(compressed, { maxOutputLength: BLOB_BYTES_MAX });
  } catch (cause) {
    throw new WireError(`a block does not inflate: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function requireKnownFeatures(content: Uint8Array, name: string): void {
  const reader = new WireReader(content);
  while (!reader.done) {
    const tag = reader.tag();
    if (tag.field !== 4) {
      reader.skip(tag.type);
      continue;
    }
    const feature = reader.text();
    if (!KNOWN_FEATURES.has(feature)) {
      throw new CityInputError({
        field: name,
        value: feature,
        problem: 'the file demands a feature that is not read here',
        accepted: `${ACCEPTED} without history`,
      });
    }
  }
}

function notPbf(name: string, why = 'it does not begin with an OSMHeader block'): CityInputError {
  return new CityInputError({ field: name, problem: `not an OSM PBF file, ${why}`, accepted: ACCEPTED });
}

function truncated(name: string, lengthBytes: number, cause?: unknown): CityInputError {
  const problem = `the file is truncated or damaged (${lengthBytes} bytes)`;
  return new CityInputError({ field: name, problem, accepted: `${ACCEPTED}, complete` }, { cause });
}
