/** Writes the protobuf wire format: varints and length-delimited fields, the only two kinds an OSM PBF needs. */
export class WireWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** A field of an unsigned integer up to 2⁵³. */
  varintField(field: number, value: number): this {
    this.#varint(field * 8);
    this.#varint(value);
    return this;
  }

  bytesField(field: number, value: Uint8Array): this {
    this.#varint(field * 8 + 2);
    this.#varint(value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  textField(field: number, value: string): this {
    return this.bytesField(field, new TextEncoder().encode(value));
  }

  /** A packed field of unsigned integers. */
  packedField(field: number, values: Iterable<number>): this {
    const packed = new WireWriter();
    for (const value of values) packed.#varint(value);
    return this.bytesField(field, packed.finish());
  }

  /** A packed field of signed integers, each written as the zigzag of its difference to the one before. */
  packedDeltaField(field: number, values: Iterable<number>): this {
    const packed = new WireWriter();
    let previous = 0;
    for (const value of values) {
      const delta = value - previous;
      packed.#varint(delta < 0 ? -2 * delta - 1 : 2 * delta);
      previous = value;
    }
    return this.bytesField(field, packed.finish());
  }

  #varint(value: number): void {
    this.#reserve(10);
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  #reserve(extra: number): void {
    const needed = this.#length + extra;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
