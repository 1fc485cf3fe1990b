import { readFileSync } from 'node:fs';
import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import { pbfBlocks, readOrRefuse } from './pbf-blobs.ts';
import { type RawNodes, type RawWay, readNodes, readWays } from './pbf-primitives.ts';
import type { StreetNetwork, StreetWay } from './street-network.ts';

export interface ReadPbfOptions {
  /** The file as the user knows it, for errors. */
  readonly name?: string;
  /** Called after every block; the file is passed twice, once for ways and once for their nodes. */
  readonly onProgress?: (progress: { doneBytes: number; totalBytes: number }) => void;
}

/**
 * The street network of an OSM PBF file: ways with a `highway` tag, and the nodes they use, both ascending by id.
 * A way that is cut by the extract's border keeps its longest run of known nodes.
 */
export function readPbf(source: Uint8Array | string, options: ReadPbfOptions = {}): StreetNetwork {
  const name = options.name ?? (typeof source === 'string' ? source : 'the map file');
  const bytes = typeof source === 'string' ? readWhole(source) : source;
  const report = (passBytes: number) => (doneBytes: number) =>
    options.onProgress?.({ doneBytes: passBytes + doneBytes, totalBytes: 2 * bytes.length });

  const rawWays = passOver(bytes, name, readWays, report(0)).flat();
  if (rawWays.length === 0) {
    throw new CityInputError({
      field: name,
      problem: 'it holds no drivable road (no way has a highway tag)',
      accepted: 'an extract with streets',
    });
  }
  const wanted = new Set<number>();
  for (const way of rawWays) for (const ref of way.refs) wanted.add(ref);
  const rawNodes = passOver(bytes, name, (content) => readNodes(content, wanted), report(bytes.length));
  return assemble(rawWays, rawNodes);
}

function passOver<T>(
  bytes: Uint8Array,
  name: string,
  read: (content: Uint8Array) => T,
  report: (doneBytes: number) => void,
): T[] {
  const results: T[] = [];
  for (const block of pbfBlocks(bytes, name)) {
    results.push(readOrRefuse(name, bytes.length, () => read(block.content)));
    report(block.endByte);
  }
  return results;
}

function assemble(rawWays: readonly RawWay[], rawNodes: readonly RawNodes[]): StreetNetwork {
  const positions = new Map<number, readonly [lng: number, lat: number]>();
  for (const { ids, lng, lat } of rawNodes) {
    ids.forEach((id, i) => {
      positions.set(id, [lng[i] ?? 0, lat[i] ?? 0]);
    });
  }
  const kept = rawWays
    .map((way) => ({ ...way, refs: longestKnownRun(way.refs, positions) }))
    .filter((way) => way.refs.length >= 2)
    .sort((a, b) => a.id - b.id);
  const ids = [...new Set(kept.flatMap((way) => way.refs))].sort((a, b) => a - b);
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const ways = kept.map(
    (way): StreetWay => ({
      id: way.id,
      tags: way.tags,
      nodes: Int32Array.from(way.refs, (ref) => indexOf.get(ref) ?? -1),
    }),
  );
  return {
    nodeIds: Float64Array.from(ids),
    lng: Float64Array.from(ids, (id) => positions.get(id)?.[0] ?? Number.NaN),
    lat: Float64Array.from(ids, (id) => positions.get(id)?.[1] ?? Number.NaN),
    ways,
  };
}

/** Joining over a missing node would invent a street, so only one unbroken run is kept. */
function longestKnownRun(refs: readonly number[], known: ReadonlyMap<number, unknown>): readonly number[] {
  let best: readonly number[] = [];
  let start = 0;
  for (let end = 0; end <= refs.length; end++) {
    const ref = refs[end];
    if (ref !== undefined && known.has(ref)) continue;
    if (end - start > best.length) best = refs.slice(start, end);
    start = end + 1;
  }
  return best;
}

function readWhole(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new CityInputError(
      { field: path, problem: `the file cannot be read (${code})`, accepted: 'the path of a readable .osm.pbf file' },
      { cause },
    );
  }
}
