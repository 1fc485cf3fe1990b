import { hash128 } from './hash.ts';
import { formatUuid, type Id } from './ids.ts';

/**
 * The id of the nth thing of a kind within a namespace: the same on every machine, so that a city built twice is
 * the same to the byte. UUID version 8 (RFC 9562 section 5.8) with 122 bits of a hash.
 */
export function derivedId(namespace: string, kind: string, ordinal: number): Id {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  hash128(JSON.stringify([namespace, kind, ordinal])).forEach((word, i) => {
    view.setUint32(i * 4, word);
  });
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x80);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  return formatUuid(bytes);
}
