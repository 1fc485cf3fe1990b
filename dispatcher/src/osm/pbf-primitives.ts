import { WireReader } from './wire-reader.ts';

export interface RawWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface RawNodes {
  readonly ids: number[];
  readonly lng: number[];
  readonly lat: number[];
}

const NANO = 1e9;
const GRANULARITY_DEFAULT = 100;

/** The ways of a block that carry a `highway` tag. */
export function readWays(content: Uint8Array): RawWay[] {
  const { strings, groups } = openBlock(content);
  const ways: RawWay[] = [];
  let table: string[] | undefined;
  for (const group of groups) {
    while (!group.done) {
      const tag = group.tag();
      if (tag.field !== 3) {
        group.skip(tag.type);
        continue;
      }
      table ??= readStrings(strings);
      const way = readWay(group.message(), table);
      if (way.tags.highway !== undefined) ways.push(way);
    }
  }
  return ways;
}

/** The nodes of a block that are `wanted`. */
export function readNodes(content: Uint8Array, wanted: ReadonlySet<number>): RawNodes {
  const block = openBlock(content);
  const found: RawNodes = { ids: [], lng: [], lat: [] };
  const keep = (id: number, lat: number, lng: number) => {
    if (!wanted.has(id)) return;
    found.ids.push(id);
    found.lat.push((block.latOffset + block.granularity * lat) / NANO);
    found.lng.push((block.lngOffset + block.granularity * lng) / NANO);
  };
  for (const group of block.groups) {
    while (!group.done) {
      const tag = group.tag();
      if (tag.field === 1) readPlainNode(group.message(), keep);
      else if (tag.field === 2) readDenseNodes(group.message(), keep);
      else group.skip(tag.type);
    }
  }
  return found;
}

type KeepNode = (id: number, lat: number, lng: number) => void;

function openBlock(content: Uint8Array) {
  const reader = new WireReader(content);
  const groups: WireReader[] = [];
  let strings: Uint8Array = new Uint8Array();
  let granularity = GRANULARITY_DEFAULT;
  let latOffset = 0;
  let lngOffset = 0;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag.field === 1) strings = reader.bytes();
    else if (tag.field === 2) groups.push(reader.message());
    else if (tag.field === 17) granularity = reader.signed();
    else if (tag.field === 19) latOffset = reader.signed();
    else if (tag.field === 20) lngOffset = reader.signed();
    else reader.skip(tag.type);
  }
  return { strings, groups, granularity, latOffset, lngOffset };
}

function readStrings(bytes: Uint8Array): string[] {
  const reader = new WireReader(bytes);
  const strings: string[] = [];
  while (!reader.done) {
    const tag = reader.tag();
    if (tag.field === 1) strings.push(reader.text());
    else reader.skip(tag.type);
  }
  return strings;
}

function readWay(reader: WireReader, strings: readonly string[]): RawWay {
  let id = 0;
  let keys: number[] = [];
  let values: number[] = [];
  let refs: number[] = [];
  while (!reader.done) {
    const tag = reader.tag();
    if (tag.field === 1) id = reader.signed();
    else if (tag.field === 2) keys = reader.packed();
    else if (tag.field === 3) values = reader.packed();
    else if (tag.field === 8) refs = reader.packedDelta();
    else reader.skip(tag.type);
  }
  const tags = Object.fromEntries(keys.map((key, i) => [strings[key] ?? '', strings[values[i] ?? 0] ?? '']));
  return { id, refs, tags };
}

function readDenseNodes(reader: WireReader, keep: KeepNode): void {
  let ids: number[] = [];
  let lats: number[] = [];
  let lngs: number[] = [];
  while (!reader.done) {
    const tag = reader.tag();
    if (tag.field === 1) ids = reader.packedDelta();
    else if (tag.field === 8) lats = reader.packedDelta();
    else if (tag.field === 9) lngs = reader.packedDelta();
    else reader.skip(tag.type);
  }
  ids.forEach((id, i) => {
    keep(id, lats[i] ?? 0, lngs[i] ?? 0);
  });
}

function readPlainNode(reader: WireReader, keep: KeepNode): void {
  let id = 0;
  let lat = 0;
  let lng = 0;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag.field === 1) id = reader.zigzag();
    else if (tag.field === 8) lat = reader.zigzag();
    else if (tag.field === 9) lng = reader.zigzag();
    else reader.skip(tag.type);
  }
  keep(id, lat, lng);
}
