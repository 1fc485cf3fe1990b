/** The bytes end inside a value, or hold something that is no protobuf. */
export class WireError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WireError';
  }
}

const VARINT_BYTES_MAX = 10;
/** Reads the protobuf wire format from a slice of bytes, forward only. */
export class WireReader {
  readonly #bytes: Uint8Array;
  #at: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  get done(): boolean {
    return this.#at >= this.#end;
  }

  /** The next field's number and wire type; follow with the reader that fits, or `skip`. */
  tag(): { field: number; type: number } {
    const key = this.unsigned();
    return { field: Math.floor(key / 8), type: key % 8 };
  }

  unsigned(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < VARINT_BYTES_MAX; i++) {
      if (this.#at >= this.#end) throw new WireError('the bytes end inside a number');
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new WireError('a number is longer than ten bytes');
  }

  /** A two's complement 64-bit integer. */
  signed(): number {
    const start = this.#at;
    const value = this.unsigned();
    return value <= Number.MAX_SAFE_INTEGER ? value : Number(BigInt.asIntN(64, this.#exact(start)));
  }

  zigzag(): number {
    const start = this.#at;
    const value = this.unsigned();
    if (value <= Number.MAX_SAFE_INTEGER) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    const exact = this.#exact(start);
    return Number(exact % 2n === 0n ? exact / 2n : -(exact + 1n) / 2n);
  }

  /** A reader over the next length-delimited field. */
  message(): WireReader {
    const [start, end] = this.#span();
    return new WireReader(this.#bytes, start, end);
  }

  bytes(): Uint8Array {
    const [start, end] = this.#span();
    return this.#bytes.subarray(start, end);
  }

  text(): string {
    return new TextDecoder().decode(this.bytes());
  }

  /** A packed field of unsigned integers. */
  packed(): number[] {
    const inner = this.message();
    const values: number[] = [];
    while (!inner.done) values.push(inner.unsigned());
    return values;
  }

  /** A packed field of zigzag differences, summed up. */
  packedDelta(): number[] {
    const inner = this.message();
    const values: number[] = [];
    let value = 0;
    while (!inner.done) {
      value += inner.zigzag();
      values.push(value);
    }
    return values;
  }

  skip(type: number): void {
    if (type === 0) this.unsigned();
    else if (type === 1) this.#advance(8);
    else if (type === 2) this.#span();
    else if (type === 5) this.#advance(4);
    else throw new WireError(`wire type ${type} is unknown`);
  }

  #span(): [start: number, end: number] {
    const length = this.unsigned();
    const start = this.#at;
    this.#advance(length);
    return [start, this.#at];
  }

  #advance(length: number): void {
    if (this.#at + length > this.#end) throw new WireError('the bytes end inside a field');
    this.#at += length;
  }

  /** The varint between `start` and here once more, for the rare one that a double cannot hold (negative offsets). */
  #exact(start: number): bigint {
    let value = 0n;
    for (let i = start; i < this.#at; i++) value += BigInt((this.#bytes[i] ?? 0) & 0x7f) << BigInt(7 * (i - start));
    return value;
  }
}
