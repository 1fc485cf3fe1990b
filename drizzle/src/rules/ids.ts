/** A UUID in its 36-character text form. */
export type Id = string;

/**
 * A new UUIDv7 (RFC 9562 section 5.7): 48 bits of milliseconds, then random bits, so that ids sort by creation.
 * `nowMs` and `random` (at least 10 bytes) are arguments, so that the rule stays pure; callers pass the wall clock,
 * because an id is transport and must not collide when a simulated day is lived twice.
 */
export function uuidV7(nowMs: number, random: Uint8Array): Id {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(nowMs / 2 ** 32));
  view.setUint32(2, nowMs % 2 ** 32);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return formatUuid(bytes);
}

/** The text form of 16 bytes. */
export function formatUuid(bytes: Uint8Array): Id {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** A new id from the wall clock and the platform's random source (both are globals in Node and browsers). */
export function newId(): Id {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
